import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ModelManifest,
  type ModelSource,
  type ModelView,
  parseManifest,
} from '@edgeink/engine'
import type { TrainedManifest } from '../export/export-model.ts'

/** A folder that holds no model, or not the file that was asked for. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError'
  readonly code = 'MODEL_FOLDER'
}

/** A model in memory, its manifest checked. */
export interface FolderModel extends ModelSource {
  readonly manifest: ModelManifest
}

/**
 * Reads a model: `manifest.json` and the files that it names. `quantized` takes, of a run's export, the int8 file in
 * place of the float32 one.
 *
 * @throws {ModelFolderError} when a file is missing
 * @throws {ManifestError} when the manifest is unsound
 */
export async function readModelFolder(folder: string, quantized = false): Promise<FolderModel> {
  const written = await readManifest(folder)
  const manifest = quantized ? quantizedManifest(written) : written
  const files = await Promise.all(
    manifest.views.map(async ({ file }) => [file, await readModelFile(folder, file)] as const),
  )
  return { manifest, files: Object.fromEntries(files) }
}

/**
 * The model of one of the views. It has the weights of all, so that it answers as the whole model does where the
 * others cannot be seen.
 */
export function viewAlone({ manifest, files }: FolderModel, { input }: ModelView): FolderModel {
  const weight = manifest.views.reduce((sum, view) => sum + view.weight, 0)
  const views = manifest.views.filter((view) => view.input === input)
  return { manifest: { ...manifest, views: [{ ...views[0], weight }] }, files }
}

async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json')
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ModelFolderError(`${path}: expected the manifest of a model`, { cause })
  }
  return parseManifest(value)
}

async function readModelFile(folder: string, file: string): Promise<Uint8Array> {
  const path = join(folder, file)
  try {
    return await readFile(path)
  } catch (cause) {
    throw new ModelFolderError(`${path}: cannot be read, though the manifest names it`, { cause })
  }
}

function quantizedManifest(manifest: ModelManifest): ModelManifest {
  const { quantized } = manifest as Partial<TrainedManifest>
  if (quantized === undefined || manifest.views.length !== 1) {
    throw new ModelFolderError(
      'the manifest names no int8 file of its one view: only the export of a run has one',
    )
  }
  return { ...manifest, views: [{ ...manifest.views[0], ...quantized }] }
}
