import { type LoadClassifierOptions, loadClassifier } from '@edgeink/engine'
import type { ViewName } from '../config/config.ts'
import type { FolderModel } from '../evaluate/model-folder.ts'
import { createReader, type Sample, VIEW_SHAPES } from '../pipeline/reader.ts'

/** Samples given to a classifier at once. */
const CHUNK = 512

/** Logits `[samples, labels]` of a model of one view, by the engine. */
export async function viewLogits(
  { manifest, files }: FolderModel,
  samples: readonly Sample[],
  options: LoadClassifierOptions = {},
): Promise<Float32Array> {
  const [{ input, file }] = manifest.views
  const { labels } = manifest
  const view: ViewName = input === 'raster/1' ? 'raster' : 'trace'
  const size = VIEW_SHAPES[view].steps * VIEW_SHAPES[view].features
  const reader = createReader({ view, augment: false, labels, samples })
  const classifier = await loadClassifier(files[file], options)
  const out = new Float32Array(samples.length * labels.length)
  for (let start = 0; start < samples.length; start += CHUNK) {
    const count = Math.min(CHUNK, samples.length - start)
    const inputs = new Float32Array(count * size)
    for (let i = 0; i < count; i++) {
      reader.read(start + i, inputs.subarray(i * size, (i + 1) * size))
    }
    out.set(await classifier.logits(inputs, count), start * labels.length)
  }
  classifier.dispose()
  return out
}
