import { bounds, type Ink, type Point } from '@edgeink/ink'
import { linearMap, thinPoints } from '../../augment/index.ts'
import { createRandom, type Random } from '../../random.ts'

/** One way in which ink differs between hands and devices, in steps from slight to strong. */
export interface Change {
  readonly name: string
  /** What the numbers are, for people. */
  readonly unit: string
  /** The first is the ink as it was written. */
  readonly values: readonly number[]
  apply(ink: Ink, value: number, random: Random): Ink
}

type LinearForm = Parameters<typeof linearMap>[0]

/** Leaves ink as it is; a change of form says what differs. */
const IDENTITY: LinearForm = { angle: 0, width: 1, height: 1, shear: 0 }

const slant: Change = {
  name: 'slant',
  unit: '°',
  values: [0, -25, -20, -15, -10, -5, 5, 10, 15, 20, 25],
  // Upwards is where y falls.
  apply: (ink, degrees) => mapInk(ink, { shear: -Math.tan(radians(degrees)) }),
}

const aspect: Change = {
  name: 'aspect',
  unit: '× width to height',
  values: [1, 0.6, 0.7, 0.8, 0.9, 1.15, 1.3, 1.45, 1.6],
  apply: (ink, ratio) => mapInk(ink, { width: ratio }),
}

const rotation: Change = {
  name: 'rotation',
  unit: '°',
  values: [0, -15, -10, -5, 5, 10, 15],
  apply: (ink, degrees) => mapInk(ink, { angle: radians(degrees) }),
}

/** Each point moves by itself, as where a device reports them roughly. */
const jitter: Change = {
  name: 'jitter',
  unit: '% of the longer side',
  values: [0, 0.5, 1, 1.5, 2],
  apply: (ink, percent, random) => {
    const { width, height } = bounds(ink)
    const deviation = (percent / 100) * Math.max(width, height)
    return mapPoints(ink, (x, y) => [
      x + random.normal(0, deviation),
      y + random.normal(0, deviation),
    ])
  },
}

const lostPoints: Change = {
  name: 'lost points',
  unit: '— of so many points one is kept',
  values: [1, 2, 3, 4, 6, 8],
  apply: (ink, keepEvery) => ink.map(({ points }) => ({ points: thinPoints(points, keepEvery) })),
}

/** The share of inks of several strokes whose strokes come in another order; 1 is every one of them. */
const order: Change = {
  name: 'stroke order',
  unit: '— share of inks reordered',
  values: [0, 1],
  apply: (ink, share, random) => (share > 0 && ink.length > 1 ? random.shuffle([...ink]) : ink),
}

const direction: Change = {
  name: 'stroke direction',
  unit: '— share of inks written backwards',
  values: [0, 1],
  apply: (ink, share) =>
    share > 0 ? ink.map(({ points }) => ({ points: [...points].reverse() })) : ink,
}

/** What the issue of a sturdy model asks for; the pen's width is one of images, see `pen-widths.ts`. */
export const CHANGES: readonly Change[] = [
  slant,
  aspect,
  rotation,
  jitter,
  lostPoints,
  order,
  direction,
]

/** Applies a change to the sample of a number; the same numbers give the same ink. */
export function changeInk(ink: Ink, change: Change, value: number, sample: number): Ink {
  return change.apply(ink, value, createRandom(`${change.name}/${value}`).fork(sample))
}

/** The first points of an ink, in the order of writing: what is seen while the pen still moves. */
export function firstPart(ink: Ink, share: number): Ink {
  const total = ink.reduce((sum, { points }) => sum + points.length, 0)
  let left = Math.max(1, Math.round(share * total))
  return ink.flatMap(({ points }) => {
    const kept = points.slice(0, left)
    left -= kept.length
    return kept.length > 0 ? [{ points: kept }] : []
  })
}

function mapInk(ink: Ink, form: Partial<LinearForm>): Ink {
  const { xx, xy, yx, yy } = linearMap({ ...IDENTITY, ...form })
  return mapPoints(ink, (x, y) => [xx * x + xy * y, yx * x + yy * y])
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function mapPoints(ink: Ink, map: (x: number, y: number) => readonly [x: number, y: number]): Ink {
  return ink.map(({ points }) => ({
    points: points.map((point: Point) => {
      const [x, y] = map(point.x, point.y)
      return { ...point, x, y }
    }),
  }))
}
