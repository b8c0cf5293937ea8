import { leastTemperature, rejectThreshold } from '../export/calibrate.ts'
import { leastPoint } from '../export/golden-section.ts'
import { meanLoss } from '../loop/score.ts'

/** Validation samples of one kind, and what each view of the model says of them. */
export interface ValidationLogits {
  readonly labels: Uint8Array
  /** `[labels.length, count]` by view, in the order of the model's views; undefined where the kind has no such view. */
  readonly views: readonly (Float32Array | undefined)[]
}

/** Images lack the trace; ink has every view. */
export interface ValidationKinds {
  readonly inks: ValidationLogits
  readonly images?: ValidationLogits
}

/** The numbers of a manifest that validation decides. */
export interface Fusion {
  /** By view; they add up to 1. */
  readonly weights: readonly number[]
  readonly temperature: number
  readonly threshold: number
}

/** Least weight of a view: the manifest wants positive ones. */
const LEAST_WEIGHT = 0.01
/** The loss is flat about its least: weights need no more. */
const WEIGHT_TOLERANCE = 1e-3

/**
 * Fits a model of one or two views: the weights to the least cross entropy of ink, the temperature to the least sum
 * of the cross entropies of ink and of images (one temperature serves both, since the engine gives an image's view
 * the weights of all), and the threshold to at most 1 % rejected of either.
 */
export function fitFusion({ inks, images }: ValidationKinds): Fusion {
  const weights = bestWeights(inks)
  const fused = [inks, images].flatMap((kind) =>
    kind === undefined ? [] : [{ labels: kind.labels, logits: fuse(kind, weights) }],
  )
  const temperature = rounded(
    leastTemperature((candidate) =>
      fused.reduce((sum, { logits, labels }) => sum + meanLoss(logits, labels, candidate), 0),
    ),
  )
  const thresholds = fused.map(({ logits, labels }) =>
    rejectThreshold(logits, logits.length / labels.length, temperature),
  )
  // Down, so that rounding rejects nothing more.
  const threshold = Math.floor(1e4 * Math.min(...thresholds)) / 1e4
  return { weights, temperature, threshold }
}

/** Fuses as the engine does: an absent view leaves its weight to the others. */
export function fuse({ views }: ValidationLogits, weights: readonly number[]): Float32Array {
  const present = weights.reduce((sum, weight, i) => sum + (views[i] ? weight : 0), 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const length = views.find((logits) => logits !== undefined)?.length ?? 0
  const fused = new Float32Array(length)
  views.forEach((logits, view) => {
    const scale = (weights[view] * total) / present
    logits?.forEach((logit, i) => {
      fused[i] += scale * logit
    })
  })
  return fused
}

function bestWeights(inks: ValidationLogits): number[] {
  if (inks.views.length === 1) return [1]
  const share = leastPoint(
    (first) => {
      const logits = fuse(inks, [first, 1 - first])
      const loss = (temperature: number) => meanLoss(logits, inks.labels, temperature)
      return loss(leastTemperature(loss, WEIGHT_TOLERANCE))
    },
    LEAST_WEIGHT,
    1 - LEAST_WEIGHT,
    WEIGHT_TOLERANCE,
  )
  const first = rounded(share)
  return [first, rounded(1 - first)]
}

function rounded(value: number): number {
  return Math.round(1e4 * value) / 1e4
}
