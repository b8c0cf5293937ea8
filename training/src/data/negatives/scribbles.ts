import type { Ink, Point, Stroke } from '@edgeink/ink'
import type { Random } from '../../random.ts'

/** Draws one scribble in a box of about one by one. */
type Draw = (random: Random) => Ink

/** A pen that wanders: its direction changes at random, its turning too. */
const walk: Draw = (random) =>
  strokes(random, 1, 3, () => {
    let [x, y, heading, turning] = [
      random.uniform(),
      random.uniform(),
      random.uniform(0, 2 * Math.PI),
      0,
    ]
    return Array.from({ length: 40 + random.int(80) }, () => {
      turning = 0.8 * turning + random.normal(0, 0.25)
      heading += turning
      x = limit(x + 0.06 * Math.cos(heading))
      y = limit(y + 0.06 * Math.sin(heading))
      return { x, y }
    })
  })

/** Back and forth many times, as one fills or strikes something out. */
const zigzag: Draw = (random) => {
  const turns = 5 + random.int(10)
  const slope = random.uniform(-0.4, 0.4)
  return [
    joined(
      Array.from({ length: turns }, (_, i) => ({
        x: (i % 2) + random.normal(0, 0.08),
        y: i / turns + slope * (i % 2) + random.normal(0, 0.03),
      })),
    ),
  ].map((stroke) => (random.uniform() < 0.5 ? transpose(stroke) : stroke))
}

/** Three rounds or more, each a little beside the last. */
const loops: Draw = (random) => {
  const rounds = random.uniform(3, 8)
  const [driftX, driftY] = [random.uniform(-0.06, 0.06), random.uniform(-0.06, 0.06)]
  const ratio = random.uniform(0.3, 1.6)
  return [
    {
      points: Array.from({ length: Math.round(20 * rounds) }, (_, i) => {
        const angle = (2 * Math.PI * i) / 20
        const radius = 0.4 + 0.12 * Math.sin(angle * random.uniform(0.28, 0.32))
        return {
          x: radius * Math.cos(angle) + (driftX * i) / 20,
          y: ratio * radius * Math.sin(angle) + (driftY * i) / 20,
        }
      }),
    },
  ]
}

/** Straight strokes in all directions. */
const lines: Draw = (random) =>
  strokes(random, 5, 9, () => [
    { x: random.uniform(), y: random.uniform() },
    { x: random.uniform(), y: random.uniform() },
  ])

/** Taps of the pen, alone or several. */
const dots: Draw = (random) =>
  strokes(random, 1, 6, () => {
    const at = { x: random.uniform(), y: random.uniform() }
    const size = random.uniform() < 0.5 ? 0 : 0.01
    return Array.from({ length: 1 + random.int(4) }, () => ({
      x: at.x + random.normal(0, size),
      y: at.y + random.normal(0, size),
    }))
  })

/** Parallel strokes side by side. */
const hatch: Draw = (random) => {
  const count = 4 + random.int(6)
  const lean = random.uniform(-0.6, 0.6)
  return Array.from({ length: count }, (_, i) =>
    joined([
      { x: i / count + random.normal(0, 0.02), y: random.normal(0, 0.05) },
      { x: i / count + lean + random.normal(0, 0.02), y: 1 + random.normal(0, 0.05) },
    ]),
  )
}

/** A spring seen from its side: loops that move on. */
const spring: Draw = (random) => {
  const rounds = 4 + random.int(5)
  return [
    {
      points: Array.from({ length: 16 * rounds }, (_, i) => {
        const angle = (2 * Math.PI * i) / 16
        return {
          x: 0.25 * Math.cos(angle) + (0.25 * i) / 16 + random.normal(0, 0.01),
          y: 0.4 * Math.sin(angle) + random.normal(0, 0.01),
        }
      }),
    },
  ]
}

/** A corner drawn to and fro between places at random: an angry scrawl. */
const scrawl: Draw = (random) => [
  joined(
    Array.from({ length: 8 + random.int(12) }, () => ({
      x: random.uniform(),
      y: random.uniform(),
    })),
  ),
]

/** Every kind of scribble. */
export const SCRIBBLES = { walk, zigzag, loops, lines, dots, hatch, spring, scrawl } as const
export type ScribbleKind = keyof typeof SCRIBBLES

/** Kinds that no model is trained on: what it makes of them tells whether its doubt goes beyond what it has seen. */
export const HELD_OUT_SCRIBBLES: readonly ScribbleKind[] = ['spring', 'scrawl']

/** Fewest to most strokes, each drawn anew. */
function strokes(random: Random, fewest: number, most: number, draw: () => Point[]): Ink {
  return Array.from({ length: fewest + random.int(most - fewest + 1) }, () => ({ points: draw() }))
}

/** Points along straight pieces, as a device reports them. */
function joined(corners: readonly Point[]): Stroke {
  const points = corners.slice(1).flatMap((corner, i) => {
    const from = corners[i]
    return Array.from({ length: 6 }, (_, step) => ({
      x: from.x + ((corner.x - from.x) * step) / 6,
      y: from.y + ((corner.y - from.y) * step) / 6,
    }))
  })
  return { points: [...points, corners[corners.length - 1]] }
}

function transpose({ points }: Stroke): Stroke {
  return { points: points.map(({ x, y }) => ({ x: y, y: x })) }
}

function limit(coordinate: number): number {
  return Math.max(0, Math.min(1, coordinate))
}
