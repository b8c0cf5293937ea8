import { createHash } from 'node:crypto'
import type { ModelManifest, ViewInput } from '@edgeink/engine'
import { loadOrtClassifier } from '@edgeink/engine/ort'
import type { ModelPackage } from '../src/model-store.ts'

/** Raised for a file that is a classifier, but reads something else than ink or images as we make them. */
export class ModelShapeError extends Error {
  override readonly name = 'ModelShapeError'
  readonly code = 'MODEL_SHAPE'
}

const VERSION = '0.0.0'
const FILE = 'model.onnx'

/** By steps × features of its input: what a classifier is given. */
const VIEWS: Readonly<Record<string, ViewInput>> = { '28×28': 'raster/1', '64×5': 'trace/1' }

/**
 * A package of an ONNX file that has no manifest. Labels and shape are the file's own; its probabilities are taken as
 * they are, and nothing is rejected.
 *
 * @throws {ModelShapeError} when its input has another shape than the views that we make
 * @throws as `loadOrtClassifier` does when it is no classifier
 */
export async function bareOnnx(id: string, bytes: Uint8Array): Promise<ModelPackage> {
  const classifier = await loadOrtClassifier(bytes)
  const { steps, features, labels } = classifier
  classifier.dispose()
  const input = VIEWS[`${steps}×${features}`]
  if (!input) {
    const shapes = Object.keys(VIEWS).join(' or ')
    throw new ModelShapeError(`expected an input of ${shapes} numbers, got ${steps}×${features}`)
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const manifest: ModelManifest = {
    format: 'edgeink-model/1',
    id,
    version: VERSION,
    labels,
    views: [{ input, file: FILE, sha256, bytes: bytes.length, weight: 1 }],
    temperature: 1,
    reject: { threshold: 0 },
  }
  return { manifest, files: { [FILE]: bytes } }
}
