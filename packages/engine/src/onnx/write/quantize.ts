/** One int8 matrix per direction, transposed to `[columns, rows]`, with a scale for each row. */
export interface QuantizedMatrix {
  readonly values: Int8Array
  readonly scales: Float32Array
}

const INT8_MAX = 127

/**
 * Symmetric int8 quantization with one scale per output row: `weight ≈ scale · q`, `scale = max|row| / 127`.
 * The transposed layout is what `com.microsoft.DynamicQuantizeLSTM` reads.
 */
export function quantizeRows(matrix: Float32Array, rows: number, columns: number): QuantizedMatrix {
  const values = new Int8Array(rows * columns)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const weights = matrix.subarray(row * columns, (row + 1) * columns)
    const peak = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0)
    // A row of zeros keeps a scale of one: the file holds no division by zero.
    const scale = Math.fround(peak === 0 ? 1 : peak / INT8_MAX)
    scales[row] = scale
    for (let column = 0; column < columns; column++) {
      values[column * rows + row] = clampInt8(Math.round(weights[column] / scale))
    }
  }
  return { values, scales }
}

function clampInt8(value: number): number {
  return Math.min(INT8_MAX, Math.max(-INT8_MAX, value))
}
