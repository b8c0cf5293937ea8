import type { Path } from './path.ts'

/** Where a path lies on the grid: multiply by `scale`, then add. In pixels; pixel (0, 0) is centred on (0.5, 0.5). */
export interface Placement {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/**
 * Lowers each cell of a `size × size` grid to the squared distance between the pixel's centre and the
 * path, where that is below `reach²`; other cells keep their value. Pen-up moves are not part of the path.
 */
export function lowerDistances(
  field: Float32Array,
  size: number,
  path: Path,
  at: Placement,
  reach: number,
): void {
  const { x, y, ends } = path
  let start = 0
  for (const end of ends) {
    let ax = x[start] * at.scale + at.x
    let ay = y[start] * at.scale + at.y
    if (end - start === 1) lowerAlongSegment(field, size, ax, ay, ax, ay, reach)
    for (let i = start + 1; i < end; i++) {
      const bx = x[i] * at.scale + at.x
      const by = y[i] * at.scale + at.y
      lowerAlongSegment(field, size, ax, ay, bx, by, reach)
      ax = bx
      ay = by
    }
    start = end
  }
}

// Written for speed: most of a raster's time is spent here.
function lowerAlongSegment(
  field: Float32Array,
  size: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reach: number,
): void {
  const dx = bx - ax
  const dy = by - ay
  const lengthSquared = dx * dx + dy * dy
  const inverse = lengthSquared > 0 ? 1 / lengthSquared : 0
  // The pixels whose centres lie within reach of the segment's box; `| 0` rounds down what is not below 0.
  const margin = reach - 0.5
  const left = Math.max(0, (Math.min(ax, bx) - margin) | 0)
  const right = Math.min(size - 1, (Math.max(ax, bx) + margin) | 0)
  const top = Math.max(0, (Math.min(ay, by) - margin) | 0)
  const bottom = Math.min(size - 1, (Math.max(ay, by) + margin) | 0)
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - ay
    const cells = row * size
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - ax
      let t = (px * dx + py * dy) * inverse
      if (t < 0) t = 0
      else if (t > 1) t = 1
      const ex = px - t * dx
      const ey = py - t * dy
      const d = ex * ex + ey * ey
      if (d < field[cells + column]) field[cells + column] = d
    }
  }
}
