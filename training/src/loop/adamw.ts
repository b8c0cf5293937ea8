/** Moments of every parameter and the number of steps taken: what a checkpoint must keep. */
export interface AdamState {
  readonly mean: Float32Array
  readonly variance: Float32Array
  step: number
}

export interface AdamOptions {
  readonly learningRate: number
  readonly weightDecay: number
  /** 1 where the decay applies. */
  readonly decayMask: Float32Array
}

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** Zero moments for `size` parameters. */
export function createAdamState(size: number): AdamState {
  return { mean: new Float32Array(size), variance: new Float32Array(size), step: 0 }
}

/**
 * One step of Adam (Kingma & Ba 2015) with decoupled weight decay (Loshchilov & Hutter 2019), in place. It works
 * on plain arrays: at 180,000 parameters that takes about a millisecond, less than moving them to a backend.
 */
export function adamStep(
  weights: Float32Array,
  gradient: Float32Array,
  state: AdamState,
  options: AdamOptions,
): void {
  const { mean, variance } = state
  const { learningRate, weightDecay, decayMask } = options
  state.step++
  const rate = learningRate / (1 - BETA1 ** state.step)
  const correction = 1 / Math.sqrt(1 - BETA2 ** state.step)
  const decay = learningRate * weightDecay
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]
    const m = BETA1 * mean[i] + (1 - BETA1) * g
    const v = BETA2 * variance[i] + (1 - BETA2) * g * g
    mean[i] = m
    variance[i] = v
    const w = weights[i]
    weights[i] = w - decay * decayMask[i] * w - (rate * m) / (Math.sqrt(v) * correction + EPSILON)
  }
}
