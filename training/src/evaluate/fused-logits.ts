import { createReader, type Sample, VIEW_SHAPES } from '../pipeline/reader.ts'
import type { LoadedModel, LoadedView } from './load-model.ts'

/** Samples given to a classifier at once. */
const CHUNK = 512

/**
 * Sum of the views' logits by weight, `[samples, labels]`. The samples are of one kind: a view that cannot show
 * them is left out; undefined when none can.
 */
export async function fusedLogits(
  { manifest, views }: LoadedModel,
  samples: readonly Sample[],
): Promise<Float32Array | undefined> {
  const usable = views.filter(({ view }) => view === 'raster' || samples[0]?.source !== 'mnist')
  if (usable.length === 0) return undefined
  const sum = new Float32Array(samples.length * manifest.labels.length)
  for (const view of usable) {
    const logits = await viewLogits(view, samples, manifest.labels)
    for (let i = 0; i < sum.length; i++) sum[i] += view.weight * logits[i]
  }
  return sum
}

async function viewLogits(
  { view, classifier }: LoadedView,
  samples: readonly Sample[],
  labels: readonly string[],
): Promise<Float32Array> {
  const { steps, features } = VIEW_SHAPES[view]
  const size = steps * features
  const reader = createReader({ view, augment: false, labels, samples })
  const out = new Float32Array(samples.length * labels.length)
  for (let start = 0; start < samples.length; start += CHUNK) {
    const count = Math.min(CHUNK, samples.length - start)
    const inputs = new Float32Array(count * size)
    for (let i = 0; i < count; i++) {
      reader.read(start + i, inputs.subarray(i * size, (i + 1) * size))
    }
    out.set(await classifier.logits(inputs, count), start * labels.length)
  }
  return out
}
