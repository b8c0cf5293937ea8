import { describe, InkError } from './error.ts'
import type { Point } from './types.ts'

export function pointPath(stroke: number, point: number): string {
  return `strokes[${stroke}].points[${point}]`
}

/** The points of stroke `index`. @throws {InkError} `INK_SHAPE` when it is no stroke */
export function pointsOf(stroke: unknown, index: number): readonly Point[] {
  const points = (stroke as { points?: unknown } | null | undefined)?.points
  if (Array.isArray(points)) return points
  const got = describe(points === undefined ? stroke : points)
  throw new InkError(
    'INK_SHAPE',
    `expected a stroke {points: […]}, got ${got}`,
    `strokes[${index}]`,
  )
}

/** @throws {InkError} `INK_SHAPE` when the ink is no array */
export function checkStrokes(ink: unknown): void {
  if (Array.isArray(ink)) return
  throw new InkError('INK_SHAPE', `expected an array of strokes, got ${describe(ink)}`, 'ink')
}

/** Names what is wrong with a point whose coordinates are not two finite numbers. */
export function badPoint(value: unknown, path: string): InkError {
  if (typeof value !== 'object' || value === null) {
    return new InkError('INK_SHAPE', `expected a point {x, y}, got ${describe(value)}`, path)
  }
  const { x, y } = value as { x?: unknown; y?: unknown }
  return typeof x === 'number' && Number.isFinite(x)
    ? badNumber(y, `${path}.y`)
    : badNumber(x, `${path}.x`)
}

/** Names what is wrong with a value that should be a finite number. */
export function badNumber(value: unknown, path: string): InkError {
  const code = typeof value === 'number' ? 'INK_NOT_FINITE' : 'INK_SHAPE'
  return new InkError(code, `expected a finite number, got ${describe(value)}`, path)
}

export function emptyInk(): InkError {
  return new InkError('INK_EMPTY', 'expected at least one point, got an ink without any', 'ink')
}

/** @throws {InkError} `INK_NOT_FINITE` when the distance across the ink is no double */
export function checkExtent(extent: number): void {
  if (Number.isFinite(extent)) return
  throw new InkError(
    'INK_NOT_FINITE',
    'the extent of the ink overflows; scale it down first',
    'ink',
  )
}
