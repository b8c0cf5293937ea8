import type { NetworkShape } from '../network.ts'

/**
 * The loss of a BiLSTM in double precision, one sample and one unit at a time, straight from the equations: what
 * finite differences of the hand-written gradients are taken of.
 */
export function referenceLoss(
  shape: NetworkShape,
  parameters: Readonly<Record<string, Float64Array>>,
  inputs: Float64Array,
  labels: readonly number[],
): number {
  const size = shape.steps * shape.features
  return labels.reduce((sum, label, i) => {
    const sample = inputs.subarray(i * size, (i + 1) * size)
    const logits = referenceLogits(shape, parameters, sample)
    const norm = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0))
    return sum + norm - logits[label]
  }, 0)
}

/** Logits of one sample, already normalised. */
export function referenceLogits(
  shape: NetworkShape,
  parameters: Readonly<Record<string, Float64Array>>,
  sample: Float64Array,
): number[] {
  const times = Array.from({ length: shape.steps }, (_, t) => t)
  const backward = shape.readout === 'final' ? times.toReversed() : times.slice(-1)
  const state = [
    ...lastHidden(shape, parameters.forward, sample, times),
    ...lastHidden(shape, parameters.backward, sample, backward),
    1,
  ]
  return Array.from({ length: shape.labels }, (_, label) =>
    state.reduce((sum, value, s) => sum + value * parameters.head[s * shape.labels + label], 0),
  )
}

function lastHidden(
  { features, hidden }: NetworkShape,
  kernel: Float64Array,
  sample: Float64Array,
  order: readonly number[],
): number[] {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  let h: number[] = new Array(hidden).fill(0)
  let c: number[] = new Array(hidden).fill(0)
  for (const t of order) {
    const xh = [...sample.subarray(t * features, (t + 1) * features), 1, ...h]
    const gate = (index: number, unit: number) =>
      xh.reduce((sum, value, r) => sum + value * kernel[r * 4 * hidden + index * hidden + unit], 0)
    c = c.map(
      (value, unit) =>
        sigmoid(gate(1, unit)) * value + sigmoid(gate(0, unit)) * Math.tanh(gate(3, unit)),
    )
    h = c.map((value, unit) => sigmoid(gate(2, unit)) * Math.tanh(value))
  }
  return h
}
