import type { ModelManifest } from '@edgeink/engine'
import { meanLoss, predictedLabels, scoreByGroup } from '../loop/score.ts'
import type { Sample } from '../pipeline/reader.ts'
import { wilsonInterval } from './wilson.ts'

/** Right answers of a group, with the interval that its size allows. */
export interface GroupScore {
  readonly name: string
  readonly count: number
  readonly correct: number
  readonly accuracy: number
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval: readonly [low: number, high: number]
}

export interface SourceScore extends GroupScore {
  /** Answers below the model's reject threshold; right and wrong answers count as if it were 0. */
  readonly rejected: number
  /** Mean cross entropy at the model's temperature. */
  readonly loss: number
  /** UNIPEN: by contributor, in alphabetical order. */
  readonly contributors?: readonly GroupScore[]
  readonly writerCount?: number
  /** Writers with the lowest accuracy, worst first. */
  readonly worstWriters?: readonly GroupScore[]
  /** `confusion[true][predicted]`, in the order of the manifest's labels. */
  readonly confusion: readonly (readonly number[])[]
}

const WORST_WRITERS = 10

/** Judges the fused logits of a source's samples. */
export function scoreSource(
  name: string,
  samples: readonly Sample[],
  logits: Float32Array,
  { labels: names, temperature, reject }: ModelManifest,
): SourceScore {
  const labels = Uint8Array.from(samples, ({ label }) => names.indexOf(label))
  const predicted = predictedLabels(logits, names.length)
  const by = (group: (sample: Sample) => string) =>
    groupScores(scoreByGroup(predicted, labels, (i) => group(samples[i])))
  const [total] = by(() => name)
  return {
    ...total,
    rejected: countRejected(logits, names.length, temperature, reject.threshold),
    loss: meanLoss(logits, labels, temperature),
    ...writerScores(samples, by),
    confusion: confusionMatrix(labels, predicted, names.length),
  }
}

type GroupBy = (group: (sample: Sample) => string) => GroupScore[]

function writerScores(samples: readonly Sample[], by: GroupBy) {
  if (samples[0].source === 'mnist') return {}
  const writers = by((sample) => (sample.source === 'mnist' ? '' : sample.writer))
  const worst = writers.toSorted((a, b) => a.accuracy - b.accuracy || b.count - a.count)
  const contributors = by((sample) =>
    sample.source === 'mnist' ? '' : (sample.contributor ?? sample.source),
  ).sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    ...(contributors.length > 1 ? { contributors } : {}),
    writerCount: writers.length,
    worstWriters: worst.slice(0, WORST_WRITERS),
  }
}

function groupScores(scores: ReturnType<typeof scoreByGroup>): GroupScore[] {
  return Object.entries(scores).map(([name, score]) => ({
    name,
    ...score,
    interval: wilsonInterval(score.correct, score.count),
  }))
}

function countRejected(
  logits: Float32Array,
  count: number,
  temperature: number,
  threshold: number,
): number {
  let rejected = 0
  for (let start = 0; start < logits.length; start += count) {
    const row = logits.subarray(start, start + count)
    const max = Math.max(...row)
    const sum = row.reduce((total, logit) => total + Math.exp((logit - max) / temperature), 0)
    if (1 / sum < threshold) rejected++
  }
  return rejected
}

function confusionMatrix(labels: Uint8Array, predicted: Uint8Array, count: number): number[][] {
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  labels.forEach((label, i) => {
    matrix[label][predicted[i]]++
  })
  return matrix
}
