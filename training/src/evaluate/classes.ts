import type { Model } from '@edgeink/engine'
import { type InkSample, looksLike } from '../data/index.ts'
import { type Counted, counted } from './counted.ts'
import { predictInputs, toInput } from './predict.ts'

/** Right answers to one class of characters. */
export interface ClassScore {
  readonly class: string
  readonly count: number
  /** With the class's labels alone allowed, as a field for letters or for digits asks. */
  readonly restricted: CountedScore
  /** With every label allowed; labels that look alike count as one. */
  readonly free: CountedScore
}

export type CountedScore = Omit<Counted, 'count'>

const CLASSES: Readonly<Record<string, RegExp>> = {
  digits: /^[0-9]$/,
  upper: /^[A-Z]$/,
  lower: /^[a-z]$/,
}

/**
 * Scores a model of several classes class by class, and all together as `all`, whose restricted score is the sum of
 * the classes'. Empty for a model of one class.
 */
export async function scoreClasses(
  model: Model,
  samples: readonly InkSample[],
): Promise<ClassScore[]> {
  const classes = Object.entries(CLASSES).filter(([, pattern]) =>
    model.labels.some((label) => pattern.test(label)),
  )
  if (classes.length < 2) return []
  const counts: Counts[] = []
  for (const [name, pattern] of classes) {
    const members = samples.filter(({ label }) => pattern.test(label))
    counts.push(await countClass(model, name, members, pattern))
  }
  const total = (pick: (counts: Counts) => number) =>
    counts.reduce((sum, entry) => sum + pick(entry), 0)
  const all = {
    name: 'all',
    count: total(({ count }) => count),
    restricted: total(({ restricted }) => restricted),
    free: total(({ free }) => free),
  }
  return [...counts, all].map(toScore)
}

interface Counts {
  readonly name: string
  readonly count: number
  readonly restricted: number
  readonly free: number
}

async function countClass(
  model: Model,
  name: string,
  members: readonly InkSample[],
  pattern: RegExp,
): Promise<Counts> {
  const inputs = members.map(toInput)
  const allowed = model.labels.filter((label) => pattern.test(label))
  const restricted = await predictInputs(model, inputs, { topK: 1, allowed })
  const free = await predictInputs(model, inputs, { topK: 1 })
  const count = (predictions: typeof free, isRight: (said: string, label: string) => boolean) =>
    predictions.filter(({ candidates }, i) => isRight(candidates[0].label, members[i].label)).length
  return {
    name,
    count: members.length,
    restricted: count(restricted, (said, label) => said === label),
    free: count(free, looksLike),
  }
}

function toScore({ name, count, restricted, free }: Counts): ClassScore {
  const scoreOf = (correct: number): CountedScore => {
    const { count: _, ...score } = counted(correct, count)
    return score
  }
  return { class: name, count, restricted: scoreOf(restricted), free: scoreOf(free) }
}
