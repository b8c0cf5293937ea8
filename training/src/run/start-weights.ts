import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { loadCheckpoint } from '../checkpoint/checkpoint.ts'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { ConfigError } from '../config/parse.ts'
import { readModelFolder } from '../evaluate/model-folder.ts'
import { fromRecurrentClassifier } from '../export/from-graph.ts'
import { finalWeights } from '../loop/run-state.ts'
import { CHECKPOINT_FILE } from './run-folder.ts'

/**
 * The weights in the folder `initialWeights`, for a run that goes on from them: those that a run ended with, or those
 * of a model, int8 ones at their levels.
 *
 * @throws {CheckpointError} when the run's checkpoint is damaged
 * @throws {ModelFolderError} when there is neither a run nor a model
 * @throws {ConfigError} when it is a network of another shape, or for other labels
 */
export async function startWeights(config: TrainConfig): Promise<Float32Array> {
  const checkpoint = join(config.initialWeights, CHECKPOINT_FILE)
  return existsSync(checkpoint) ? weightsOfRun(config, checkpoint) : weightsOfModel(config)
}

async function weightsOfRun(config: TrainConfig, checkpoint: string): Promise<Float32Array> {
  const state = await loadCheckpoint(checkpoint)
  const [own, other] = [config, state.config].map((of) => ({ ...networkShape(of), of: of.labels }))
  if (isDeepStrictEqual(own, other)) return finalWeights(state)
  throw mismatch(
    config,
    `expected a run of the network ${JSON.stringify(own)}, got ${JSON.stringify(other)}`,
  )
}

async function weightsOfModel(config: TrainConfig): Promise<Float32Array> {
  const { manifest, files } = await readModelFolder(config.initialWeights)
  const view = manifest.views.find(({ input }) => input === `${config.view}/1`)
  if (view === undefined) {
    const views = manifest.views.map(({ input }) => input).join(', ')
    throw mismatch(config, `expected a model with the view ${config.view}, got ${views}`)
  }
  try {
    const bytes = new Uint8Array(files[view.file] as ArrayBuffer)
    return fromRecurrentClassifier(config, decodeRecurrentClassifier(bytes))
  } catch (cause) {
    throw mismatch(config, (cause as Error).message, cause)
  }
}

function mismatch(config: TrainConfig, what: string, cause?: unknown): ConfigError {
  return new ConfigError(
    `config: initialWeights ${config.initialWeights}: ${what}; name another folder, or leave initialWeights out`,
    { cause },
  )
}
