import { bounds, type Ink, type Point, type Stroke } from '@edgeink/ink'
import type { Random } from '../random.ts'

/** How often a character that some people write with one more stroke gets it. */
const SHARE = 0.06
/** Points of an added stroke. */
const POINTS = 8

type Position = readonly [x: number, y: number]

/** Adds a stroke between two places in the box of an ink, both given in 0..1. */
type AddStroke = (random: Random) => readonly [from: Position, to: Position]

/** Up through an empty oval, either way, sometimes beyond it. */
const slash: AddStroke = (random) => {
  const reach = random.uniform(-0.1, 0.25)
  const low: Position = [reach + random.normal(0, 0.05), 1 - reach + random.normal(0, 0.05)]
  const high: Position = [1 - reach + random.normal(0, 0.05), reach + random.normal(0, 0.05)]
  return random.uniform() < 0.5 ? [low, high] : [high, low]
}

/** Across the stem, left to right. */
const bar: AddStroke = (random) => {
  const y = random.uniform(0.4, 0.65)
  return [
    [random.uniform(0.05, 0.35), y + random.normal(0, 0.04)],
    [random.uniform(0.75, 1.05), y + random.normal(0, 0.04)],
  ]
}

/** Forms that our data has too few of: errors on strangers' ink were slashed zeros and barred sevens. */
const VARIANTS: Readonly<Record<string, AddStroke>> = { '0': slash, '7': bar, z: bar, Z: bar }

/** An ink as it is, or, of a few labels and now and then, with the stroke that other writers add. */
export function writeVariant(ink: Ink, label: string, random: Random): Ink {
  const add = Object.hasOwn(VARIANTS, label) ? VARIANTS[label] : undefined
  if (add === undefined || random.uniform() >= SHARE) return ink
  return [...ink, lineIn(ink, add(random))]
}

function lineIn(ink: Ink, [from, to]: readonly [Position, Position]): Stroke {
  const { minX, minY, width, height } = bounds(ink)
  const at = (share: number): Point => ({
    x: minX + width * (from[0] + share * (to[0] - from[0])),
    y: minY + height * (from[1] + share * (to[1] - from[1])),
  })
  return { points: Array.from({ length: POINTS }, (_, i) => at(i / (POINTS - 1))) }
}
