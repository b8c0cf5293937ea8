// What the document shows, and the tests send. The answers are those of the digits model, shortened nowhere.
import type { ClassifyRequest, TextRequest } from '@edgeink/protocol'

/** A 7, in one stroke from the left. */
const SEVEN = [
  [22, 25],
  [42, 24],
  [66, 22],
  [82, 23],
  [75, 39],
  [63, 61],
  [54, 83],
  [49, 98],
] as const

/** A 1, to the right of it. */
const ONE = [
  [130, 22],
  [129, 40],
  [128, 60],
  [127, 80],
  [126, 98],
] as const

const timed = SEVEN.map(([x, y], i) => ({ x, y, t: 12 * i }))

export const CLASSIFY_EXAMPLES = {
  strokes: {
    summary: 'One ink, its points as [x, y]',
    value: { strokes: [SEVEN] } satisfies ClassifyRequest,
  },
  flat: {
    summary: 'The same, coordinates one after the other',
    value: { strokes: [SEVEN.flat()], topK: 1 } satisfies ClassifyRequest,
  },
  points: {
    summary: 'The same, points as the Handwriting Recognition API has them',
    value: { strokes: [timed], allowed: ['1', '7'] } satisfies ClassifyRequest,
  },
  inks: {
    summary: 'Several inks',
    value: { inks: [{ strokes: [SEVEN] }, { strokes: [ONE] }], topK: 1 } satisfies ClassifyRequest,
  },
} as const

export const TEXT_EXAMPLES = {
  number: {
    summary: 'Two characters in a row',
    value: { strokes: [SEVEN, ONE], alternatives: 1, topK: 1 } satisfies TextRequest,
  },
} as const

export const FEEDBACK_EXAMPLES = {
  correction: {
    summary: 'A 7 that was read as a 1',
    value: {
      strokes: [SEVEN],
      predicted: '1',
      label: '7',
      model: { id: 'digits', version: '0.1.0' },
      consent: true,
    },
  },
} as const
