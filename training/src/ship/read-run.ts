import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { ModelView } from '@edgeink/engine'
import { DEFAULTS, type TrainConfig } from '../config/config.ts'
import { type FolderModel, ModelFolderError, readModelFolder } from '../evaluate/model-folder.ts'
import type { TrainingInfo } from '../export/export-model.ts'
import type { EpochRecord } from '../loop/history.ts'
import { type RunFolder, runFolder } from '../run/run-folder.ts'

/** A finished run: one view of a model. */
export interface FinishedRun {
  readonly id: string
  readonly input: ModelView['input']
  readonly config: TrainConfig
  readonly training: TrainingInfo
  /** What is kept of the run beside the model, as it was written. */
  readonly records: { readonly config: unknown; readonly history: readonly EpochRecord[] }
  readonly float32: FolderModel
  readonly int8: FolderModel
}

/**
 * Reads what a finished run left in its folder.
 *
 * @throws {ModelFolderError} when the run has not finished, or is no run
 */
export async function readRun(path: string): Promise<FinishedRun> {
  const absolute = resolve(path)
  const folder = runFolder(dirname(absolute), basename(absolute))
  const int8 = await readModelFolder(folder.model, true).catch((cause) => {
    throw new ModelFolderError(
      `${path}: expected a finished run; go on with it by npm run train -- --resume --run ${folder.id}`,
      { cause },
    )
  })
  const training = trainingOf(int8)
  return {
    id: folder.id,
    input: int8.manifest.views[0].input,
    config: training.config,
    training,
    records: await readRecords(folder),
    float32: await readModelFolder(folder.model),
    int8,
  }
}

async function readRecords({ config, history }: RunFolder): Promise<FinishedRun['records']> {
  const read = async (path: string) => {
    try {
      return JSON.parse(await readFile(path, 'utf8'))
    } catch (cause) {
      throw new ModelFolderError(`${path}: expected the JSON that a run writes`, { cause })
    }
  }
  return { config: await read(config), history: await read(history) }
}

function trainingOf({ manifest }: FolderModel): TrainingInfo {
  const { training } = manifest as FolderModel['manifest'] & { readonly training: TrainingInfo }
  // Keys that came after the run was made have their defaults.
  return { ...training, config: { ...DEFAULTS, ...training.config } }
}
