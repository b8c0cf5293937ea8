import type { InkSample } from '../data/index.ts'
import { createRandom } from '../random.ts'
import type { EvaluationSet } from './evaluation.ts'
import { firstPart } from './sturdiness/changes.ts'

const MOMENT_SEED = 'moment of drawing'

/** Every ink of the sets once; a recognizer's templates are no drawings. */
export function drawnInks(sets: readonly EvaluationSet[]): InkSample[] {
  const samples = new Set(sets.flatMap((set) => set.samples))
  return [...samples].filter(
    (sample): sample is InkSample => sample.source !== 'mnist' && !sample.template,
  )
}

/**
 * Each ink as it was at one moment of its drawing: cut, in the order of writing, after a share of its points that is
 * drawn evenly from 0..1. The same inks give the same moments. How much of a character is still to come nobody knows
 * while it is drawn, so that probabilities can be honest only over all moments, which is what a user sees of them.
 */
export function momentsOf(inks: readonly InkSample[]): InkSample[] {
  const random = createRandom(MOMENT_SEED)
  return inks.map((sample) => ({ ...sample, ink: firstPart(sample.ink, random.uniform()) }))
}
