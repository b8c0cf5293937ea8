import type { ParameterLayout, ParameterSpec } from './parameters.ts'

const INT8_MAX = 127

/**
 * Writes to `out` the weights as the int8 file will have them: matrices of LSTM kernels rounded to whole multiples of
 * a scale, `max|column| / 127` for each output and for x and h apart, which is the grid of the exporter
 * (`com.microsoft.DynamicQuantizeLSTM`, per channel); biases and other parameters as they are.
 *
 * Quantization-aware training computes the loss and its gradient at these weights and applies the gradient to the
 * unrounded ones: the straight-through estimator (Bengio et al. 2013; Jacob et al. 2018).
 */
export function fakeQuantize(
  layout: ParameterLayout,
  weights: Float32Array,
  out: Float32Array,
): void {
  out.set(weights)
  layout.specs.forEach((spec, i) => {
    if (!spec.int8) return
    let row = 0
    for (const block of spec.blocks) {
      const start = layout.offsets[i] + row * spec.columns
      if (block.kind !== 'bias') roundColumns(out, start, block.rows, spec)
      row += block.rows
    }
  })
}

function roundColumns(
  values: Float32Array,
  start: number,
  rows: number,
  { columns }: ParameterSpec,
): void {
  const end = start + rows * columns
  const scales = columnScales(values, start, end, columns)
  for (let at = start; at < end; at++) {
    const scale = scales[(at - start) % columns]
    const whole = Math.round(values[at] / scale)
    // Plus 0, because an int8 has no −0.
    values[at] = Math.min(INT8_MAX, Math.max(-INT8_MAX, whole)) * scale + 0
  }
}

/** One scale for each column; 1 where a column is all zeros. */
function columnScales(
  values: Float32Array,
  start: number,
  end: number,
  columns: number,
): Float32Array {
  const peaks = new Float32Array(columns)
  for (let at = start; at < end; at++) {
    const column = (at - start) % columns
    peaks[column] = Math.max(peaks[column], Math.abs(values[at]))
  }
  return peaks.map((peak) => (peak === 0 ? 1 : peak / INT8_MAX))
}
