import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type AsyncClassifier,
  type Classifier,
  type EngineName,
  loadClassifier,
  type ModelManifest,
  type ModelView,
} from '@edgeink/engine'
import type { ViewName } from '../config/config.ts'
import type { TrainedManifest } from '../export/export-model.ts'

/** An exported model that cannot be evaluated. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError'
  readonly code = 'MODEL_FOLDER'
}

/** One view of a model with its classifier. */
export interface LoadedView {
  readonly view: ViewName
  readonly weight: number
  readonly classifier: Classifier | AsyncClassifier
}

export interface LoadedModel {
  readonly manifest: ModelManifest
  readonly views: readonly LoadedView[]
}

export interface LoadModelOptions {
  readonly engine: EngineName
  /** Takes the int8 file of a trained model in place of the float32 one. */
  readonly quantized: boolean
}

/**
 * Loads `manifest.json` and its classifiers from a folder.
 *
 * @throws {ModelFolderError} when the folder is no model
 */
export async function loadModel(folder: string, options: LoadModelOptions): Promise<LoadedModel> {
  const manifest = await readManifest(folder)
  const views = await Promise.all(
    manifest.views.map(async (view) => {
      const bytes = await readFile(join(folder, fileOf(manifest, view, options)))
      const classifier = await loadClassifier(bytes, { engine: options.engine })
      return { view: viewName(view), weight: view.weight, classifier }
    }),
  )
  return { manifest, views }
}

async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json')
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ModelFolderError(`${path}: expected the manifest of an exported model`, { cause })
  }
}

function fileOf(manifest: ModelManifest, view: ModelView, { quantized }: LoadModelOptions): string {
  if (!quantized) return view.file
  const file = (manifest as Partial<TrainedManifest>).quantized?.file
  if (file === undefined || manifest.views.length !== 1) {
    throw new ModelFolderError(
      'the manifest names no int8 file of its one view; evaluate without --quantized',
    )
  }
  return file
}

/** `raster/1` is the view `raster`. */
function viewName({ input }: ModelView): ViewName {
  return input === 'raster/1' ? 'raster' : 'trace'
}
