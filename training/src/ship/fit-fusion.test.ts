import { describe, expect, it } from 'vitest'
import { meanLoss } from '../loop/score.ts'
import { createRandom } from '../random.ts'
import { fitFusion, fuse, type ValidationLogits } from './fit-fusion.ts'

const LABELS = 4
const SAMPLES = 4000

/**
 * Logits of independent views: one at the true label, zero elsewhere, and normal noise of a deviation. The posterior
 * is known: the softmax of Σ view / deviation².
 */
function noisyViews(deviations: readonly number[], seed: string): ValidationLogits {
  const random = createRandom(seed)
  const labels = Uint8Array.from({ length: SAMPLES }, () => random.int(LABELS))
  const views = deviations.map((deviation) =>
    Float32Array.from(
      { length: SAMPLES * LABELS },
      (_, i) =>
        (labels[Math.floor(i / LABELS)] === i % LABELS ? 1 : 0) + random.normal(0, deviation),
    ),
  )
  return { labels, views }
}

describe('the fit of two views', () => {
  const inks = noisyViews([0.4, 0.6], 'inks')
  const precisions = [1 / 0.4 ** 2, 1 / 0.6 ** 2]
  const total = precisions[0] + precisions[1]

  it('finds the weights and the temperature of the true posterior', () => {
    const { weights, temperature } = fitFusion({ inks })
    expect(weights[0] + weights[1]).toBeCloseTo(1, 10)
    expect(Math.abs(weights[0] - precisions[0] / total)).toBeLessThan(0.04)
    // The samples' own error, and the share within which the least calibration error chooses.
    expect(Math.abs(temperature * total - 1)).toBeLessThan(0.06 + 0.02)
  })

  it('loses less than either view alone', () => {
    const { weights, temperature } = fitFusion({ inks })
    const loss = meanLoss(fuse(inks, weights), inks.labels, temperature)
    inks.views.forEach((view, i) => {
      const alone = fitFusion({ inks: { ...inks, views: [view] } })
      expect(loss).toBeLessThan(meanLoss(inks.views[i]!, inks.labels, alone.temperature))
    })
  })

  it('gives images and partial ink temperatures of their own, and leaves those of finished ink alone', () => {
    const { views, labels } = noisyViews([0.4], 'images')
    const images = { labels, views: [views[0], undefined] }
    const partial = noisyViews([0.8, 1.2], 'partial')
    const without = fitFusion({ inks })
    const { temperatures, ...all } = fitFusion({ inks, images, partial })
    expect(without.temperatures).toEqual({})
    expect(all.weights).toEqual(without.weights)
    expect(all.temperature).toBe(without.temperature)
    expect(Math.abs(temperatures.image! * precisions[0] - 1)).toBeLessThan(0.06)
    // Noise twice as wide: the precisions are a quarter.
    expect(Math.abs((temperatures.partial! * total) / 4 - 1)).toBeLessThan(0.12)
  })

  it('rejects at most 1 % of inks and of images, and of one of them nearly so many', () => {
    const { views, labels } = noisyViews([0.4], 'images')
    const images = { labels, views: [views[0], undefined] }
    const { weights, reject } = fitFusion({ inks, images })
    const { temperature, threshold } = reject
    const shares = [inks, images].map((kind) => {
      const logits = fuse(kind, weights)
      const rejected = Array.from({ length: SAMPLES }, (_, i) => {
        const row = [...logits.subarray(i * LABELS, (i + 1) * LABELS)]
        const exps = row.map((logit) => Math.exp(logit / temperature))
        return Math.max(...exps) / exps.reduce((a, b) => a + b) < threshold
      })
      return rejected.filter(Boolean).length / SAMPLES
    })
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.01)
    expect(Math.max(...shares)).toBeGreaterThan(0.009)
  })
})

describe('the fit of one view', () => {
  it('gives it the weight 1', () => {
    expect(fitFusion({ inks: noisyViews([0.5], 'one') }).weights).toEqual([1])
  })
})

describe('fused logits', () => {
  it('give an absent view’s weight to the others', () => {
    const kind = { labels: Uint8Array.of(0), views: [Float32Array.of(1, 2), undefined] }
    expect([...fuse(kind, [0.25, 0.75])]).toEqual([1, 2])
  })
})
