/** Numbers in double precision. */
export type Vector = number[]

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** `x · matrix`, the matrix row by row with so many columns. */
export function applyRows(x: Vector, matrix: Float64Array, columns: number): Vector {
  return Array.from({ length: columns }, (_, column) =>
    x.reduce((sum, value, row) => sum + value * matrix[row * columns + column], 0),
  )
}
