import type { Random } from '../random.ts'
import type { InitialBlock, ParameterLayout, ParameterSpec } from './parameters.ts'

/**
 * First values of all parameters, drawn in the order of the layout: uniform Glorot for input weights, orthogonal
 * for recurrent weights (Saxe et al. 2014; it keeps the norm of the gradient over many steps), given biases.
 */
export function initialiseParameters(layout: ParameterLayout, random: Random): Float32Array {
  const flat = new Float32Array(layout.size)
  layout.specs.forEach((spec, i) => {
    let row = 0
    for (const block of spec.blocks) {
      const start = layout.offsets[i] + row * spec.columns
      fillBlock(flat.subarray(start, start + block.rows * spec.columns), spec, block, random)
      row += block.rows
    }
  })
  return flat
}

function fillBlock(
  out: Float32Array,
  spec: ParameterSpec,
  block: InitialBlock,
  random: Random,
): void {
  if (block.kind === 'bias') {
    out.set(block.values)
    return
  }
  const width = spec.columns / spec.gates
  for (let gate = 0; gate < spec.gates; gate++) {
    const matrix =
      block.kind === 'glorot'
        ? glorotUniform(block.rows, width, random)
        : orthogonal(block.rows, width, random)
    for (let r = 0; r < block.rows; r++) {
      out.set(matrix.subarray(r * width, (r + 1) * width), r * spec.columns + gate * width)
    }
  }
}

/** Uniform in ±√(6 / (rows + columns)) (Glorot & Bengio 2010). */
export function glorotUniform(rows: number, columns: number, random: Random): Float32Array {
  const limit = Math.sqrt(6 / (rows + columns))
  return Float32Array.from({ length: rows * columns }, () => random.uniform(-limit, limit))
}

/** A square matrix with orthonormal rows: Gram-Schmidt on a Gaussian matrix, in double precision. */
export function orthogonal(rows: number, columns: number, random: Random): Float32Array {
  if (rows !== columns) {
    throw new RangeError(`orthogonal: must be square, got ${rows}×${columns}`)
  }
  const matrix = Float64Array.from({ length: rows * columns }, () => random.normal())
  for (let r = 0; r < rows; r++) {
    const row = matrix.subarray(r * columns, (r + 1) * columns)
    // Twice is enough (Giraud et al. 2005): one pass leaves the rounding errors of nearly parallel rows.
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < r; other++) {
        subtractProjection(row, matrix.subarray(other * columns, (other + 1) * columns))
      }
    }
    const norm = Math.hypot(...row)
    for (let c = 0; c < columns; c++) row[c] /= norm
  }
  return Float32Array.from(matrix)
}

function subtractProjection(row: Float64Array, unit: Float64Array): void {
  let dot = 0
  for (let c = 0; c < row.length; c++) dot += row[c] * unit[c]
  for (let c = 0; c < row.length; c++) row[c] -= dot * unit[c]
}
