import type { InkSample } from '../data/index.ts'
import { sha256 } from '../data/source/checksum.ts'
import type { Sample } from '../pipeline/reader.ts'
import { calibrationError } from './calibration-error.ts'
import { type Counted, counted } from './counted.ts'
import type { Answer } from './predict.ts'

/** Right answers of a group, with the interval that its size allows. */
export interface GroupScore extends Counted {
  readonly name: string
  readonly errors: number
}

export interface Score extends Omit<GroupScore, 'name'> {
  /** Answers below the model's reject threshold; right and wrong answers count as if it were 0. */
  readonly rejected: number
  /** Expected calibration error of the highest probability, 15 bins. */
  readonly calibrationError: number
  /** Mean cross entropy. */
  readonly loss: number
  /** Ink of several contributors, each with a device of its own: by name. */
  readonly contributors?: readonly GroupScore[]
  /** Of ink: how many people wrote it, and those with the lowest accuracy, worst first, by pseudonym. */
  readonly writerCount?: number
  readonly worstWriters?: readonly GroupScore[]
  /** `confusion[true][predicted]`, in the order of the labels. */
  readonly confusion: readonly (readonly number[])[]
}

const WORST_WRITERS = 10
/** Keeps the loss finite where the true label's probability rounds to zero. */
const LEAST_PROBABILITY = 1e-12

/** Counts the answers to samples, one for each, among so many labels. */
export function score(
  samples: readonly Sample[],
  answers: readonly Answer[],
  labelCount: number,
): Score {
  const { name: _, ...total } = scoreGroup('', answers)
  return {
    ...total,
    rejected: answers.filter(({ rejected }) => rejected).length,
    calibrationError: calibrationError(
      answers.map((answer) => ({ confidence: answer.confidence, correct: isCorrect(answer) })),
    ),
    loss: meanLoss(answers),
    ...scorePeople(samples, answers),
    confusion: confusionMatrix(answers, labelCount),
  }
}

function scorePeople(samples: readonly Sample[], answers: readonly Answer[]) {
  const people = samples.flatMap((sample, i) =>
    sample.source === 'mnist' ? [] : [{ sample, answer: answers[i] }],
  )
  if (people.length === 0) return {}
  const groups = (nameOf: (sample: (typeof people)[number]['sample']) => string) =>
    [...Map.groupBy(people, ({ sample }) => nameOf(sample))].map(([name, members]) =>
      scoreGroup(
        name,
        members.map(({ answer }) => answer),
      ),
    )
  const contributors = groups(({ contributor, source }) => contributor ?? source)
  const writers = groups(pseudonym)
  return {
    ...(contributors.length > 1 ? { contributors: contributors.sort(byName) } : {}),
    writerCount: writers.length,
    worstWriters: writers
      .sort((a, b) => a.accuracy - b.accuracy || b.count - a.count)
      .slice(0, WORST_WRITERS),
  }
}

/** Some writers are called by their name: what is published says only whose device they used. */
function pseudonym({ source, contributor, writer }: InkSample): string {
  return [source, contributor, sha256(writer).slice(0, 8)]
    .filter((part) => part !== undefined)
    .join('/')
}

function byName(a: GroupScore, b: GroupScore): number {
  return a.name < b.name ? -1 : 1
}

function scoreGroup(name: string, answers: readonly Answer[]): GroupScore {
  const score = counted(answers.filter(isCorrect).length, answers.length)
  return { name, ...score, errors: score.count - score.correct }
}

function isCorrect({ label, predicted }: Answer): boolean {
  return label === predicted
}

function meanLoss(answers: readonly Answer[]): number {
  const sum = answers.reduce(
    (total, { probability }) => total - Math.log(Math.max(probability, LEAST_PROBABILITY)),
    0,
  )
  return answers.length === 0 ? 0 : sum / answers.length
}

function confusionMatrix(answers: readonly Answer[], count: number): number[][] {
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  for (const { label, predicted } of answers) matrix[label][predicted]++
  return matrix
}
