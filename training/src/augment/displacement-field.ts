import type { Random } from '../random.ts'

/**
 * A smooth field of displacements over the unit square: uniform cubic B-splines over a coarse grid
 * of normally distributed control points. It takes the part of P. Simard et al., "Best Practices for
 * Convolutional Neural Networks Applied to Visual Document Analysis" (ICDAR 2003), where noise
 * on every pixel is blurred with a Gaussian; a spline gives the same smoothness for fewer draws.
 */
export interface DisplacementField {
  /** Control points along x: row-major, `FIELD_NODES` × `FIELD_NODES`. */
  readonly x: Float64Array
  /** Control points along y. */
  readonly y: Float64Array
}

/** Spans of the spline along an axis: 5.6 pixels each in a raster of 28. */
export const FIELD_CELLS = 5

/** Control points along an axis: a cubic needs three more than it has spans. */
export const FIELD_NODES = FIELD_CELLS + 3

/** Control points that bear on one place, along an axis. */
export const FIELD_TAPS = 4

/**
 * The mean over a span of the sum of the squared weights: what the spline leaves of the variance,
 * along each axis.
 */
const KEPT_VARIANCE = 151 / 315

/** Draws a field whose displacements have root mean square `rms` along each axis. */
export function drawField(random: Random, rms: number): DisplacementField {
  const deviation = rms / KEPT_VARIANCE
  return { x: drawControlPoints(random, deviation), y: drawControlPoints(random, deviation) }
}

function drawControlPoints(random: Random, deviation: number): Float64Array {
  const points = new Float64Array(FIELD_NODES ** 2)
  for (let node = 0; node < points.length; node++) points[node] = random.normal(0, deviation)
  return points
}

/** Where along an axis a place takes its control points from, and their weights. */
export interface Taps {
  readonly first: number
  readonly weights: readonly [number, number, number, number]
}

/** The taps of a place in 0..1; places outside take those of the edge. */
export function tapsAt(place: number): Taps {
  const along = Math.max(0, Math.min(1, place)) * FIELD_CELLS
  const first = Math.min(FIELD_CELLS - 1, Math.floor(along))
  const t = along - first
  const s = 1 - t
  return {
    first,
    weights: [
      s ** 3 / 6,
      (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
      (3 * s ** 3 - 6 * s ** 2 + 4) / 6,
      t ** 3 / 6,
    ],
  }
}

/** The displacement at (u, v), each in 0..1. */
export function displacementAt(field: DisplacementField, u: number, v: number): [number, number] {
  const across = tapsAt(u)
  const down = tapsAt(v)
  let x = 0
  let y = 0
  for (let row = 0; row < FIELD_TAPS; row++) {
    const start = (down.first + row) * FIELD_NODES + across.first
    for (let column = 0; column < FIELD_TAPS; column++) {
      const weight = down.weights[row] * across.weights[column]
      x += weight * field.x[start + column]
      y += weight * field.y[start + column]
    }
  }
  return [x, y]
}
