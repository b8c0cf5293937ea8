/** Strokes that carry, as pressure, which character they belong to: a model of them needs to know no shapes. */
import type { Prediction } from '@edgeink/engine/wasm'
import type { Ink, Stroke } from '@edgeink/ink'
import type { ClassifyInks } from '../text/index.ts'

/** A slanted stroke in a box of the given left edge and width, 100 high unless told otherwise. */
export function taggedStroke(
  character: number,
  left: number,
  { width = 40, top = 0, height = 100, strokes = 1 } = {},
): Stroke {
  const pressure = character + strokes / 10
  return {
    points: [0, 0.5, 1].map((at) => ({ x: left + at * width, y: top + at * height, pressure })),
  }
}

/**
 * Knows a character by its tag, and only when all of its strokes are there (`strokes` of the tag says how many); anything
 * else is rejected as `?`.
 */
export const classifyTagged: ClassifyInks = async (inks) => inks.map(predict)

function predict(ink: Ink): Prediction {
  const tags = ink.map(({ points }) => points[0].pressure ?? 0)
  const label = String(Math.floor(tags[0]))
  const count = Math.round((tags[0] % 1) * 10)
  const known = tags.every((tag) => tag === tags[0]) && tags.length === count
  const other = { label: 'x', probability: 0.02 }
  if (known) return { candidates: [{ label, probability: 0.98 }, other], rejected: false }
  return { candidates: [{ label: '?', probability: 0.4 }, other], rejected: true }
}
