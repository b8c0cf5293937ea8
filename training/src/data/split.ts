import { createRandom } from '../random.ts'
import type { InkSample, RasterSample } from './samples.ts'
import { sha256 } from './source/checksum.ts'

/** Weights are fitted on `train`, choices are made on `validation`, and `test` is only reported. */
export type Part = 'train' | 'validation' | 'test'

export type Split<T> = Readonly<Record<Part, readonly T[]>>

/** A writer, and the group that must be in every part: the same device, the same instructions. */
export interface Writer {
  readonly writer: string
  readonly stratum: string
}

/** Shares of a stratum's writers; the rest trains. A stratum of three or more gives to each part. */
const TEST_SHARE = 0.15
const VALIDATION_SHARE = 0.1

/** Changing it changes every split, and with it the meaning of every reported figure. */
export const DEFAULT_SPLIT_SEED = 1

const MNIST_VALIDATION = 5_000

/**
 * Gives each writer to one part. Within a stratum the order is a hash of seed and name, so it does
 * not depend on the order of the files. A lone writer trains; of two, the second tests.
 */
export function assignWriters(
  writers: readonly Writer[],
  seed: number = DEFAULT_SPLIT_SEED,
): Map<string, Part> {
  const strata = Map.groupBy(writers, ({ stratum }) => stratum)
  const parts = new Map<string, Part>()
  for (const members of strata.values()) {
    const names = [...new Set(members.map(({ writer }) => writer))]
    const ordered = names.sort((a, b) => compare(sha256(`${seed}/${a}`), sha256(`${seed}/${b}`)))
    const { test, validation } = quotas(ordered.length)
    ordered.forEach((writer, index) => {
      parts.set(writer, index < test ? 'test' : index < test + validation ? 'validation' : 'train')
    })
  }
  return parts
}

function quotas(writers: number): { test: number; validation: number } {
  if (writers < 3) return { test: writers - 1, validation: 0 }
  return {
    test: Math.max(1, Math.round(writers * TEST_SHARE)),
    validation: Math.max(1, Math.round(writers * VALIDATION_SHARE)),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sorts samples into the parts of their writers. Every writer must have been assigned. */
export function splitByWriter(
  samples: readonly InkSample[],
  parts: ReadonlyMap<string, Part>,
): Split<InkSample> {
  const split: Record<Part, InkSample[]> = { train: [], validation: [], test: [] }
  for (const sample of samples) {
    const part = parts.get(sample.writer)
    if (!part) throw new RangeError(`splitByWriter: ${sample.writer} was not assigned to a part`)
    split[part].push(sample)
  }
  return split
}

/** MNIST's own test set stays the test set; `validation` is drawn at random from its training set. */
export function splitMnist(
  train: readonly RasterSample[],
  test: readonly RasterSample[],
  seed: number = DEFAULT_SPLIT_SEED,
): Split<RasterSample> {
  const shuffled = createRandom(seed)
    .fork('mnist-validation')
    .shuffle([...train])
  const held = Math.min(MNIST_VALIDATION, Math.floor(train.length / 10))
  return { train: shuffled.slice(held), validation: shuffled.slice(0, held), test }
}
