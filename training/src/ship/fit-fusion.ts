import type { ModelManifest } from '@edgeink/engine'
import { calibrationError } from '../evaluate/calibration-error.ts'
import {
  bestTemperature,
  confidence,
  leastTemperature,
  rejectThreshold,
} from '../export/calibrate.ts'
import { leastPoint } from '../export/golden-section.ts'
import { meanLoss, predictedLabels } from '../loop/score.ts'

/** Validation samples of one kind, and what each view of the model says of them. */
export interface ValidationLogits {
  readonly labels: Uint8Array
  /** `[labels.length, count]` by view, in the order of the model's views; undefined where the kind has no such view. */
  readonly views: readonly (Float32Array | undefined)[]
}

/** Images lack the trace; ink has every view. Partial inks are such as the pen has not left yet. */
export interface ValidationKinds {
  readonly inks: ValidationLogits
  readonly images?: ValidationLogits
  readonly partial?: ValidationLogits
}

/** The numbers of a manifest that validation decides. */
export interface Fusion {
  /** By view; they add up to 1. */
  readonly weights: readonly number[]
  readonly temperature: number
  readonly temperatures: NonNullable<ModelManifest['temperatures']>
  /** As the manifest has it. */
  readonly reject: { readonly threshold: number; readonly temperature: number }
}

/** Least weight of a view: the manifest wants positive ones. */
const LEAST_WEIGHT = 0.01
/** The loss is flat about its least: weights need no more. */
const WEIGHT_TOLERANCE = 1e-3
/** And temperatures, by this share. */
const FLATNESS = 0.02
const STEPS = 8

/**
 * Fits a model of one or two views: the weights and the temperature to the least cross entropy of finished ink,
 * the other temperatures to that of their kind, and the threshold to at most 1 % rejected of inks and of images, at the
 * temperature of the least sum of their cross entropies: one serves both, and all moments of drawing, so that a pad
 * does not flicker. Ink that is being drawn has one temperature for all its moments: a view is made to
 * the size of what is there, so nothing that the engine sees tells how much is to come.
 */
export function fitFusion({ inks, images, partial }: ValidationKinds): Fusion {
  const weights = bestWeights(inks)
  const fused = (kind: ValidationLogits) => ({ labels: kind.labels, logits: fuse(kind, weights) })
  const finished = [inks, ...(images ? [images] : [])].map(fused)
  const common = rounded(
    leastTemperature((candidate) =>
      finished.reduce((sum, { logits, labels }) => sum + meanLoss(logits, labels, candidate), 0),
    ),
  )
  const thresholds = finished.map(({ logits, labels }) =>
    rejectThreshold(logits, logits.length / labels.length, common),
  )
  // Down, so that rounding rejects nothing more.
  const threshold = Math.floor(1e4 * Math.min(...thresholds)) / 1e4
  const ofKind = (kind: ValidationLogits) => honestTemperature(fused(kind))
  const temperatures = {
    ...(images ? { image: ofKind(images) } : {}),
    ...(partial ? { partial: ofKind(partial) } : {}),
  }
  const temperature = ofKind(inks)
  return { weights, temperature, temperatures, reject: { threshold, temperature: common } }
}

/**
 * The temperature of least calibration error among those about the least loss, which is so flat there that it cannot
 * tell them apart.
 */
function honestTemperature({
  logits,
  labels,
}: {
  logits: Float32Array
  labels: Uint8Array
}): number {
  const best = bestTemperature(logits, labels)
  const candidates = Array.from({ length: 2 * STEPS + 1 }, (_, i) =>
    rounded(best * (1 + ((i - STEPS) * FLATNESS) / STEPS)),
  )
  const errors = candidates.map((temperature) =>
    calibrationError(confidences(logits, labels, temperature)),
  )
  return candidates[errors.indexOf(Math.min(...errors))]
}

function confidences(logits: Float32Array, labels: Uint8Array, temperature: number) {
  const count = logits.length / labels.length
  const predicted = predictedLabels(logits, count)
  return Array.from(labels, (label, i) => ({
    confidence: confidence(logits.subarray(i * count, (i + 1) * count), temperature),
    correct: predicted[i] === label,
  }))
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
