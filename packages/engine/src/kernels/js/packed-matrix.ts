/** Columns taken together: each sum is loaded and stored once for eight products. */
export const BLOCK = 8

/**
 * A matrix `[rows, columns]` in blocks of eight columns: `data[block][row][8]`, the last block filled up with
 * zeros. The product runs straight through memory, and a block of zeros in the vector, as blank paper is, costs nothing.
 */
export interface PackedMatrix {
  readonly rows: number
  readonly blocks: number
  readonly data: Float32Array
}

export function padded(columns: number): number {
  return Math.ceil(columns / BLOCK) * BLOCK
}

/** Packs the row-major `matrix`, every weight times `scale`. */
export function packMatrix(
  matrix: Float32Array,
  rows: number,
  columns: number,
  scale = 1,
): PackedMatrix {
  const blocks = padded(columns) / BLOCK
  const data = new Float32Array(blocks * rows * BLOCK)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const block = Math.floor(column / BLOCK)
      const at = (block * rows + row) * BLOCK + (column % BLOCK)
      data[at] = matrix[row * columns + column] * scale
    }
  }
  return { rows, blocks, data }
}

/**
 * `sums += matrix · vector[at …]`. The vector is padded to whole blocks. V8 keeps float64 sums faster than
 * float32 ones, which it would have to round at every step (1.5 against 3.0 ms for 28→128×2 on Node 24).
 */
export function addProduct(
  sums: Float64Array,
  matrix: PackedMatrix,
  vector: Float64Array,
  at: number,
): void {
  const { data } = matrix
  // Sizes read from a file may be held as float64: without this, V8 counts and indexes in float64 (three times slower).
  const rows = matrix.rows | 0
  const blocks = matrix.blocks | 0
  for (let block = 0; block < blocks; block++) {
    const k = at + block * BLOCK
    const a = vector[k]
    const b = vector[k + 1]
    const c = vector[k + 2]
    const d = vector[k + 3]
    const e = vector[k + 4]
    const f = vector[k + 5]
    const g = vector[k + 6]
    const h = vector[k + 7]
    if (a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0 && g === 0 && h === 0) {
      continue
    }
    let w = block * rows * BLOCK
    for (let row = 0; row < rows; row++, w += BLOCK) {
      sums[row] +=
        data[w] * a +
        data[w + 1] * b +
        (data[w + 2] * c + data[w + 3] * d) +
        (data[w + 4] * e + data[w + 5] * f + (data[w + 6] * g + data[w + 7] * h))
    }
  }
}
