/** Numbers in a row, put together from single digits of one writer in their original size. */
import type { Ink, Point, Stroke } from '@edgeink/ink'
import type { InkSample } from '../../../training/src/data/index.ts'
import { createRandom, type Random } from '../../../training/src/random.ts'

/** How wide the gaps between boxes of digits are, in heights of the writer's digits: normally distributed. */
export const SPACINGS = {
  wide: { mean: 0.6, deviation: 0.15 },
  normal: { mean: 0.3, deviation: 0.1 },
  tight: { mean: 0.12, deviation: 0.06 },
  overlapping: { mean: -0.03, deviation: 0.08 },
} as const

export type Spacing = keyof typeof SPACINGS

export const LENGTHS = [2, 3, 4, 5, 6, 7, 8] as const

/** Digits stand this far above or below the line, as a deviation in heights … */
const BASELINE_JITTER = 0.07

/** … which rises or falls, as a deviation in radians. */
const SLOPE = 0.035

/** Of the digits with several strokes, as many have their last stroke written after the whole row. */
const LATE_STROKES = 0.1

/** Between words: a gap of this many heights more. */
const WORD_GAP = { low: 0.9, high: 1.6 }

export interface Row {
  readonly ink: Ink
  readonly text: string
  readonly source: InkSample['source']
  readonly writer: string
  readonly spacing: Spacing
  /** Digits in the row. */
  readonly length: number
  /** For each stroke of the ink, the digit that it belongs to. */
  readonly owners: readonly number[]
}

export interface RowOptions {
  readonly seed: string
  /** Rows of each length and spacing. */
  readonly each: number
  /** Whether about every third digit begins a new word. */
  readonly words?: boolean
}

/** Rows of each spacing and length, the writers in turns. Writers of fewer than five digits have no rows. */
export function makeRows(samples: readonly InkSample[], { seed, each, words }: RowOptions): Row[] {
  const writers = [...Map.groupBy(samples.filter(isDrawing), ({ writer }) => writer).values()]
    .filter((own) => own.length >= 5)
    .sort((a, b) => (a[0].writer < b[0].writer ? -1 : 1))
  const rows: Row[] = []
  for (const spacing of Object.keys(SPACINGS) as Spacing[]) {
    for (const length of LENGTHS) {
      for (let i = 0; i < each; i++) {
        const random = createRandom(seed).fork(`${spacing}/${length}/${i}`)
        const own = writers[(i + random.int(writers.length)) % writers.length]
        rows.push(makeRow(own, spacing, length, random, words ?? false))
      }
    }
  }
  return rows
}

function isDrawing({ template, ink }: InkSample): boolean {
  return !template && ink.some(({ points }) => points.length > 0)
}

function makeRow(
  own: readonly InkSample[],
  spacing: Spacing,
  length: number,
  random: Random,
  words: boolean,
): Row {
  const height = median(own.map(({ ink }) => extent(ink).height))
  const slope = random.normal(0, SLOPE)
  const { mean, deviation } = SPACINGS[spacing]
  const strokes: { stroke: Stroke; owner: number }[] = []
  const late: { stroke: Stroke; owner: number }[] = []
  let text = ''
  let x = 0
  for (let owner = 0; owner < length; owner++) {
    const { ink, label } = own[random.int(own.length)]
    const box = extent(ink)
    if (owner > 0) x += random.normal(mean, deviation) * height
    if (words && owner > 0 && random.uniform() < 1 / 3) {
      text += ' '
      x += random.uniform(WORD_GAP.low, WORD_GAP.high) * height
    }
    const y = random.normal(slope * x, BASELINE_JITTER * height)
    const placed = ink.map((stroke) => ({
      stroke: moved(stroke, x - box.left, y - box.bottom),
      owner,
    }))
    if (placed.length > 1 && random.uniform() < LATE_STROKES) late.push(placed.pop()!)
    strokes.push(...placed)
    text += label
    x += box.width
  }
  strokes.push(...late)
  return {
    ink: strokes.map(({ stroke }) => stroke),
    text,
    source: own[0].source,
    writer: own[0].writer,
    spacing,
    length,
    owners: strokes.map(({ owner }) => owner),
  }
}

function moved({ points }: Stroke, dx: number, dy: number): Stroke {
  return { points: points.map((point): Point => ({ ...point, x: point.x + dx, y: point.y + dy })) }
}

function extent(ink: Ink): { left: number; bottom: number; width: number; height: number } {
  const points = ink.flatMap((stroke) => stroke.points)
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, top, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...ys)]
  return { left, bottom, width: Math.max(...xs) - left, height: bottom - top }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
