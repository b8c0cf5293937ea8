import { meanLoss } from '../loop/score.ts'
import { leastPoint } from './golden-section.ts'

/** What validation decides about a model's answers. */
export interface Calibration {
  /** Logits are divided by it before the softmax. */
  readonly temperature: number
  /** Answers whose highest probability is below it are rejected. */
  readonly threshold: number
  /** Mean cross entropy at temperature 1 and at the temperature. */
  readonly lossBefore: number
  readonly lossAfter: number
}

/** Share of real characters that the threshold may reject. */
const REJECTED_SHARE = 0.01
const LOWEST_LOG = Math.log(0.05)
const HIGHEST_LOG = Math.log(20)

/** Temperature (Guo et al. 2017) and threshold from validation logits `[labels.length, count]`. */
export function calibrate(logits: Float32Array, labels: Uint8Array): Calibration {
  const temperature = bestTemperature(logits, labels)
  return {
    temperature,
    threshold: rejectThreshold(logits, logits.length / labels.length, temperature),
    lossBefore: meanLoss(logits, labels),
    lossAfter: meanLoss(logits, labels, temperature),
  }
}

/** The temperature of least loss. */
export function bestTemperature(logits: Float32Array, labels: Uint8Array): number {
  return leastTemperature((temperature) => meanLoss(logits, labels, temperature))
}

/** The temperature where `loss` is least; searched by its logarithm, for the cross entropy is convex in 1/T. */
export function leastTemperature(
  loss: (temperature: number) => number,
  tolerance?: number,
): number {
  return Math.exp(leastPoint((log) => loss(Math.exp(log)), LOWEST_LOG, HIGHEST_LOG, tolerance))
}

/** The greatest threshold below which at most 1 % of the samples fall. */
export function rejectThreshold(logits: Float32Array, count: number, temperature: number): number {
  const confidences = Float64Array.from({ length: logits.length / count }, (_, i) =>
    confidence(logits.subarray(i * count, (i + 1) * count), temperature),
  ).sort()
  return confidences[Math.floor(confidences.length * REJECTED_SHARE)] ?? 0
}

/** Highest probability of a row. */
export function confidence(row: Float32Array, temperature: number): number {
  const max = Math.max(...row)
  return 1 / row.reduce((sum, logit) => sum + Math.exp((logit - max) / temperature), 0)
}
