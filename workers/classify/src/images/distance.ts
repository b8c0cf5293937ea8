/** A grid of cells, each 1 or 0. */
export interface Grid {
  readonly width: number
  readonly height: number
  readonly cells: Uint8Array
}

/**
 * Distance of each cell to the nearest cell of `value`, in cells; what lies outside of the grid is 0. By two sweeps of
 * a chamfer mask with steps of 1 and √2 (Borgefors 1986), which is at most 8 % too long.
 */
export function distances({ width, height, cells }: Grid, value: 0 | 1): Float32Array {
  const far = width + height
  const distance = Float32Array.from(cells, (cell) => (cell === value ? 0 : far))
  const outside = value === 0 ? 0 : far
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? outside : distance[y * width + x]
  const relax = (x: number, y: number, step: 1 | -1) => {
    const i = y * width + x
    const straight = Math.min(at(x - step, y), at(x, y - step)) + 1
    const diagonal = Math.min(at(x - step, y - step), at(x + step, y - step)) + Math.SQRT2
    distance[i] = Math.min(distance[i], straight, diagonal)
  }
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) relax(x, y, 1)
  for (let y = height - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--) relax(x, y, -1)
  return distance
}
