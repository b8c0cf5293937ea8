import type { Score } from './history.ts'

/** Natural logarithm of the softmax of a row at a temperature, at one label. */
export function logProbability(row: Float32Array, label: number, temperature = 1): number {
  const max = greatest(row)
  let sum = 0
  for (const logit of row) sum += Math.exp((logit - max) / temperature)
  return (row[label] - max) / temperature - Math.log(sum)
}

/** `Math.max(...row)`, which is slow where there are many short rows. */
function greatest(row: Float32Array): number {
  let max = Number.NEGATIVE_INFINITY
  for (const value of row) if (value > max) max = value
  return max
}

/** Mean cross entropy of logits `[labels.length, count]` at a temperature. */
export function meanLoss(logits: Float32Array, labels: Uint8Array, temperature = 1): number {
  const count = logits.length / labels.length
  let sum = 0
  labels.forEach((label, i) => {
    sum -= logProbability(logits.subarray(i * count, (i + 1) * count), label, temperature)
  })
  return sum / labels.length
}

/** Index of the greatest logit in each row of `count`. */
export function predictedLabels(logits: Float32Array, count: number): Uint8Array {
  return Uint8Array.from({ length: logits.length / count }, (_, i) => {
    const row = logits.subarray(i * count, (i + 1) * count)
    return row.indexOf(Math.max(...row))
  })
}

/** Counts right answers by group; the groups appear in the order in which they are first met. */
export function scoreByGroup(
  predicted: Uint8Array,
  labels: Uint8Array,
  groupOf: (sample: number) => string,
): Record<string, Score> {
  const counts = new Map<string, { count: number; correct: number }>()
  labels.forEach((label, i) => {
    const group = groupOf(i)
    const entry = counts.get(group) ?? { count: 0, correct: 0 }
    entry.count++
    if (predicted[i] === label) entry.correct++
    counts.set(group, entry)
  })
  return Object.fromEntries([...counts].map(([group, entry]) => [group, toScore(entry)]))
}

/** Adds groups up. */
export function totalScore(scores: Readonly<Record<string, Score>>): Score {
  let count = 0
  let correct = 0
  for (const score of Object.values(scores)) {
    count += score.count
    correct += score.correct
  }
  return toScore({ count, correct })
}

function toScore({ count, correct }: { count: number; correct: number }): Score {
  return { count, correct, accuracy: count === 0 ? 0 : correct / count }
}
