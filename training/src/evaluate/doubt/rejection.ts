import type { Model } from '@edgeink/engine'
import type { Sample } from '../../pipeline/reader.ts'
import { counted } from '../counted.ts'
import { predictInputs, toInput } from '../predict.ts'

/** How many of the inks that are no character of the model it refuses. */
export interface Rejection {
  /** Such as `letters` or `scribble/walk`. */
  readonly set: string
  readonly count: number
  readonly rejected: number
  readonly share: number
  readonly interval: readonly [low: number, high: number]
}

/** Counts what a model refuses of each set of negatives. */
export async function rejection(
  model: Model,
  sets: ReadonlyMap<string, readonly Sample[]>,
): Promise<Rejection[]> {
  const counts: Rejection[] = []
  for (const [set, samples] of sets) {
    const predictions = await predictInputs(model, samples.map(toInput))
    const rejected = predictions.filter((prediction) => prediction.rejected).length
    const { count, accuracy: share, interval } = counted(rejected, samples.length)
    counts.push({ set, count, rejected, share, interval })
  }
  return counts
}
