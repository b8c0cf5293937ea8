/**
 * Fits the weights of text segmentation: a semi-Markov conditional random field (S. Sarawagi and W. Cohen, 2004) over
 * the groups of strokes of each row, by the largest likelihood of the right segmentation.
 */
import { logSumExp } from '../../../packages/sdk/src/text/best-paths.ts'
import type { Example } from './examples.ts'

const STEPS = 120
const LEARNING_RATE = 0.1
/** The last steps are smaller, to come to rest. */
const SETTLE = 0.7

/** Pulls weights towards 0: one that nothing speaks for stays there. */
const DECAY = 1e-3

const BETA1 = 0.9
const BETA2 = 0.99

export interface Fit {
  readonly weights: Float64Array
  /** Mean over the rows of -log p(right segmentation). */
  readonly loss: number
}

/** Adam (D. Kingma and J. Ba, 2015) on all examples at once. */
export function fitWeights(examples: readonly Example[], initial: Float64Array): Fit {
  const weights = Float64Array.from(initial)
  const mean = new Float64Array(weights.length)
  const square = new Float64Array(weights.length)
  let loss = 0
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(weights.length)
    loss = examples.reduce((sum, example) => sum + addGradient(example, weights, gradient), 0)
    loss /= examples.length
    const rate = LEARNING_RATE * (step > SETTLE * STEPS ? 0.2 : 1)
    for (let k = 0; k < weights.length; k++) {
      const slope = gradient[k] / examples.length + DECAY * weights[k]
      mean[k] = BETA1 * mean[k] + (1 - BETA1) * slope
      square[k] = BETA2 * square[k] + (1 - BETA2) * slope * slope
      const scale = Math.sqrt(square[k] / (1 - BETA2 ** step)) + 1e-8
      weights[k] -= (rate * mean[k]) / (1 - BETA1 ** step) / scale
    }
  }
  return { weights, loss }
}

/** Adds the gradient of -log p(right path), which it answers: expected features less those of the right path. */
function addGradient(example: Example, weights: Float64Array, gradient: Float64Array): number {
  const { nodes, last, gold } = example
  const scores = nodes.map(({ features }) => dot(features, weights))
  const pairs = nodes.map(({ before }) => before.map(({ features }) => dot(features, weights)))
  const forward = forwardSums(example, scores, pairs)
  const total = logSumExp(last.map((i) => forward[i]))
  const backward = backwardSums(example, scores, pairs)
  nodes.forEach(({ features, before }, i) => {
    addScaled(gradient, features, Math.exp(forward[i] + backward[i] - total))
    before.forEach((pair, k) => {
      const path = forward[pair.node] + pairs[i][k] + scores[i] + backward[i]
      addScaled(gradient, pair.features, Math.exp(path - total))
    })
  })
  return total - goldScore()

  function goldScore(): number {
    let score = 0
    gold.forEach((i, n) => {
      const k = nodes[i].before.findIndex(({ node }) => node === gold[n - 1])
      score += scores[i] + (n > 0 ? pairs[i][k] : 0)
      addScaled(gradient, nodes[i].features, -1)
      if (n > 0) addScaled(gradient, nodes[i].before[k].features, -1)
    })
    return score
  }
}

type Scores = readonly number[]

/** For each node the logarithm of the sum over all paths to it, itself included. */
function forwardSums({ nodes }: Example, scores: Scores, pairs: readonly Scores[]): number[] {
  const sums: number[] = []
  nodes.forEach(({ before }, i) => {
    const start =
      before.length > 0 ? logSumExp(before.map(({ node }, k) => sums[node] + pairs[i][k])) : 0
    sums.push(start + scores[i])
  })
  return sums
}

/** For each node the logarithm of the sum over all paths from it, itself not included. */
function backwardSums(
  { nodes, last }: Example,
  scores: Scores,
  pairs: readonly Scores[],
): number[] {
  const onward: number[][] = nodes.map((_, i) => (last.includes(i) ? [0] : []))
  const sums = new Array<number>(nodes.length)
  for (let i = nodes.length - 1; i >= 0; i--) {
    sums[i] = logSumExp(onward[i])
    nodes[i].before.forEach(({ node }, k) => {
      onward[node].push(pairs[i][k] + scores[i] + sums[i])
    })
  }
  return sums
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}

function addScaled(sum: Float64Array, values: Float64Array, scale: number): void {
  for (let k = 0; k < sum.length; k++) sum[k] += scale * values[k]
}
