import type { Point } from '@edgeink/ink'
import type { Random } from '../random.ts'

/** Shortest and longest hook, as shares of the ink's longer side. */
const LENGTHS = [0.04, 0.22] as const
/** Straight pieces of a hook. */
const PIECES = 5
/** How far back from a stroke's end its direction is taken, so that tremor does not decide it. */
const REACH = 0.06
/** A pen leaves towards the next character and comes from the last one: up and right, where y grows downward. */
const ONWARD = -Math.PI / 4
const SPREAD = 0.6
/** Sharper turns look like another character's corner. */
const SHARPEST_TURN = (2 * Math.PI) / 3

/**
 * Gives each end of a stroke a hook with a probability: the small curve of a pen that touches down before the
 * character begins or lifts after it has ended. Times are not known there, so hooks have none.
 *
 * @param points of a stroke, in units of the ink's longer side
 */
export function addHooks(
  points: readonly Point[],
  random: Random,
  probability: number,
): readonly Point[] {
  const exit = random.uniform() < probability ? hook(points, ONWARD, random) : []
  const entry =
    random.uniform() < probability ? hook([...points].reverse(), ONWARD + Math.PI, random) : []
  return [...entry.reverse(), ...points, ...exit]
}

/** Points of a curve that goes on from the last point, turning towards `heading`. */
function hook(points: readonly Point[], heading: number, random: Random): Point[] {
  const last = points[points.length - 1]
  const before = points.findLast(({ x, y }) => Math.hypot(last.x - x, last.y - y) >= REACH)
  if (before === undefined) return []
  const direction = Math.atan2(last.y - before.y, last.x - before.x)
  const turn = limit(wrap(heading + random.normal(0, SPREAD) - direction), SHARPEST_TURN)
  const step = random.uniform(...LENGTHS) / PIECES
  let { x, y } = last
  return Array.from({ length: PIECES }, (_, piece) => {
    const angle = direction + (turn * (piece + 1)) / PIECES
    x += step * Math.cos(angle)
    y += step * Math.sin(angle)
    return { x, y }
  })
}

/** The same angle in -π..π. */
function wrap(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle))
}

function limit(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}
