/** What teachers say of a batch, `[samples, labels]`. */
export interface SoftLabels {
  /** Softmax at the temperature, mean of the teachers that saw the sample; zeros where none did. */
  readonly probabilities: Float32Array
  /** Weight of the soft label in the loss of each sample: alpha, or 0 where no teacher saw it. */
  readonly weights: Float32Array
}

/** Adds the softmax at a temperature of `logits` to `out`. */
export function addSoftmax(
  out: Float32Array,
  logits: ArrayLike<number>,
  temperature: number,
): void {
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logits.length; i++) max = Math.max(max, logits[i])
  const exponentials = Array.from(logits, (logit) => Math.exp((logit - max) / temperature))
  const sum = exponentials.reduce((total, value) => total + value, 0)
  for (let i = 0; i < out.length; i++) out[i] += exponentials[i] / sum
}

/**
 * The part of the distillation loss that no student can change: T² · Σ weight · entropy. Without it a student that
 * agrees with its teachers has the loss 0.
 */
export function entropyShare({ probabilities, weights }: SoftLabels, temperature: number): number {
  const labels = probabilities.length / weights.length
  let total = 0
  probabilities.forEach((p, i) => {
    if (p > 0) total -= weights[Math.floor(i / labels)] * p * Math.log(p)
  })
  return temperature ** 2 * total
}
