import { createRandom } from '../../random.ts'
import type { InkSample } from '../samples.ts'
import type { Split } from '../split.ts'
import { DIGIT_LOOK_ALIKES } from './look-alikes.ts'
import { HELD_OUT_SCRIBBLES, SCRIBBLES, type ScribbleKind } from './scribbles.ts'

/** Label of a sample that is none of a model's characters. */
export const NEGATIVE_LABEL = ''

/** Scribbles of each kind in a part. */
const SCRIBBLES_OF_A_KIND = { train: 800, validation: 100, test: 250 } as const

/** Negatives by what they are, such as `letters` or `scribble/walk`. */
export type NegativeSets = ReadonlyMap<string, readonly InkSample[]>

/** Letters that a model does not know, by writers of one part, and drawn scribbles. */
export function negativeSets(
  part: keyof Split<unknown>,
  labels: readonly string[],
  letters: Split<InkSample>,
): NegativeSets {
  const known = new Set(labels)
  const unknown = letters[part].filter(
    ({ label }) => !known.has(label) && !DIGIT_LOOK_ALIKES.has(label),
  )
  const kinds = Object.keys(SCRIBBLES) as ScribbleKind[]
  const shown = kinds.filter((kind) => part !== 'train' || !HELD_OUT_SCRIBBLES.includes(kind))
  return new Map([
    ...(unknown.length > 0 ? [['letters', unknown.map(asNegative)] as const] : []),
    ...shown.map((kind) => [`scribble/${kind}`, drawScribbles(kind, part)] as const),
  ])
}

function asNegative(sample: InkSample): InkSample {
  return { ...sample, label: NEGATIVE_LABEL, source: 'negatives' }
}

function drawScribbles(kind: ScribbleKind, part: keyof typeof SCRIBBLES_OF_A_KIND): InkSample[] {
  const random = createRandom('scribbles').fork(part).fork(kind)
  return Array.from({ length: SCRIBBLES_OF_A_KIND[part] }, () => ({
    ink: SCRIBBLES[kind](random),
    label: NEGATIVE_LABEL,
    source: 'negatives',
    writer: `scribble/${kind}`,
  }))
}
