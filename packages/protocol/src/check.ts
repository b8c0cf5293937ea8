// The checks of what a request has thousands of: points and pixels. A declared schema takes 0.6 µs a point
// (4 ms for 64 inks of 100 points, more than everything else together); these loops say the same in a
// fraction of it. schema/declared.ts holds the declaration, and a test holds the two equal.
import { LIMITS } from './limits.ts'

/** What is wrong, and where: keys and indices from the checked value down. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly limit?: number
}

/** The first fault of the strokes of one ink, or undefined. */
export function checkStrokes(strokes: unknown): Fault | undefined {
  if (!Array.isArray(strokes)) return fault([], 'an array of strokes', strokes)
  if (strokes.length === 0) return { path: [], message: 'expected at least one stroke, got none' }
  if (strokes.length > LIMITS.strokes) return tooMany([], 'strokes', strokes.length, LIMITS.strokes)
  let points = 0
  for (let s = 0; s < strokes.length; s++) {
    const stroke: unknown = strokes[s]
    const wrong = checkStroke(stroke, LIMITS.points - points)
    if (wrong) return { ...wrong, path: [s, ...wrong.path] }
    points += countStroke(stroke as readonly unknown[])
  }
  return undefined
}

/** The first fault of the points of one stroke, or undefined. `left` is how many points the request may still have. */
export function checkStroke(stroke: unknown, left: number = LIMITS.points): Fault | undefined {
  if (!Array.isArray(stroke)) return fault([], 'an array of points', stroke)
  const points: readonly unknown[] = stroke
  if (points.length === 0) return { path: [], message: 'expected at least one point, got none' }
  const count = countStroke(points)
  if (count > left) return tooMany([], 'points', LIMITS.points - left + count, LIMITS.points)
  if (isFlat(points)) return checkFlat(points)
  for (let p = 0; p < points.length; p++) {
    const point = points[p]
    if (!isPoint(point)) return pointFault([p], point)
  }
  return undefined
}

/** `[x, y, x, y, …]` */
function checkFlat(stroke: readonly unknown[]): Fault | undefined {
  for (let i = 0; i < stroke.length; i++) {
    if (isCoordinate(stroke[i])) continue
    return { ...fault([i], COORDINATE, stroke[i]), limit: LIMITS.coordinate }
  }
  if (stroke.length % 2 === 0) return undefined
  return { path: [], message: `expected pairs of x and y, got ${stroke.length} numbers` }
}

/** The first fault of one raster, or undefined. */
export function checkRaster(raster: unknown): Fault | undefined {
  if (typeof raster === 'string') return checkBase64(raster)
  const expected = `an array of ${LIMITS.pixels} numbers`
  if (!Array.isArray(raster)) return fault([], expected, raster)
  if (raster.length !== LIMITS.pixels) {
    return { path: [], message: `expected ${expected}, got ${raster.length}`, limit: LIMITS.pixels }
  }
  for (let i = 0; i < raster.length; i++) {
    if (!isUnit(raster[i])) return fault([i], 'a number in 0..1', raster[i])
  }
  return undefined
}

function checkBase64(raster: string): Fault | undefined {
  if (BASE64_RASTER.test(raster)) return undefined
  const message = `expected ${LIMITS.pixels} bytes in base64, got ${raster.length} characters of something else`
  return { path: [], message, limit: LIMITS.pixels }
}

/** How many points checked strokes have. */
export function countPoints(strokes: readonly (readonly unknown[])[]): number {
  return strokes.reduce((sum, stroke) => sum + countStroke(stroke), 0)
}

/** Whether a stroke is a list of coordinates rather than of points. */
export function isFlat(stroke: readonly unknown[]): stroke is readonly number[] {
  return typeof stroke[0] === 'number'
}

function countStroke(stroke: readonly unknown[]): number {
  return isFlat(stroke) ? Math.ceil(stroke.length / 2) : stroke.length
}

/** The fault of having more of something than a limit allows. */
export function tooMany(path: Fault['path'], what: string, got: number, limit: number): Fault {
  return { path, message: `expected at most ${limit} ${what}, got ${got}`, limit }
}

function isPoint(point: unknown): boolean {
  if (typeof point !== 'object' || point === null) return false
  if (Array.isArray(point)) {
    if (!isCoordinate(point[0]) || !isCoordinate(point[1])) return false
    return point.length === 2 || (point.length === 3 && Number.isFinite(point[2]))
  }
  const { x, y, t, pressure } = point as Record<string, unknown>
  if (!isCoordinate(x) || !isCoordinate(y)) return false
  return (t === undefined || Number.isFinite(t)) && (pressure === undefined || isUnit(pressure))
}

/** Says which part of a point is wrong. Only called for a point that {@link isPoint} refused. */
function pointFault(path: Fault['path'], point: unknown): Fault {
  if (typeof point !== 'object' || point === null) return fault(path, POINT, point)
  if (Array.isArray(point) && (point.length < 2 || point.length > 3)) {
    return { path, message: `expected ${POINT}, got an array of ${point.length}` }
  }
  const [x, y, t] = Array.isArray(point) ? [0, 1, 2] : (['x', 'y', 't'] as const)
  const fields = point as Record<string | number, unknown>
  for (const key of [x, y]) {
    if (isCoordinate(fields[key])) continue
    return { ...fault([...path, key], COORDINATE, fields[key]), limit: LIMITS.coordinate }
  }
  if (fields[t] !== undefined && !Number.isFinite(fields[t])) {
    return fault([...path, t], 'a finite number of milliseconds', fields[t])
  }
  return fault([...path, 'pressure'], 'a number in 0..1', fields.pressure)
}

/** {@link LIMITS.pixels} bytes: 261 groups of three and a byte over, padded or not. */
export const BASE64_RASTER = /^[A-Za-z0-9+/]{1046}(==)?$/

const POINT = '[x, y], [x, y, t] or {"x", "y", "t"?, "pressure"?}'
const COORDINATE = `a number from -${LIMITS.coordinate} to ${LIMITS.coordinate}`

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LIMITS.coordinate
}

function isUnit(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}

function fault(path: Fault['path'], expected: string, got: unknown): Fault {
  return { path, message: `expected ${expected}, got ${describe(got)}` }
}

/** Names a value without repeating it: bodies may be large, and are nobody else's business. */
function describe(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'an array'
  return value == null ? kindOf(value) : `a value of type ${typeof value}`
}

/** The type of a value of JSON; `nothing` where there is none. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
