import type { Arithmetic } from './arithmetic.ts'
import { CHAIN_UNITS, INPUT_RANGE } from './constants.ts'

const INT32_MAX = 2 ** 31 - 1
const INT16_MAX = 32767
const INT8_MAX = 127

/** Largest sum of weights of one sign that, times states up to 127, fits in int16. */
const CHAIN_MAX = Math.floor(INT16_MAX / 127)

/** A hidden state may exceed 1 by the error of the rational tanh, and by rounding. */
const STATE_MARGIN = 1.01

/** A row of weights as `unit × whole numbers`. */
export interface QuantizedRow {
  readonly unit: number
  readonly values: Int16Array
}

/** int16 weights of the input such that no sum with inputs up to `INPUT_RANGE` leaves int32. */
export function quantizeInputRow(row: Float64Array): QuantizedRow {
  return round(row, unitOf(row, INT16_MAX, INT32_MAX / INPUT_RANGE))
}

/** Weights of the hidden states such that no sum leaves the integers it is added up in. */
export function quantizeRecurrentRow(row: Float64Array, arithmetic: Arithmetic): QuantizedRow {
  if (arithmetic.kernel === 'wasm-simd') {
    return round(row, unitOf(row, INT16_MAX, INT32_MAX / (arithmetic.range * STATE_MARGIN)))
  }
  let quantized = round(row, unitOf(row, INT8_MAX, Number.POSITIVE_INFINITY))
  for (
    let sum = largestChain(quantized.values);
    sum > CHAIN_MAX;
    sum = largestChain(quantized.values)
  ) {
    quantized = round(row, quantized.unit * Math.max(sum / CHAIN_MAX, 1.001))
  }
  return quantized
}

/** The least unit with whole numbers up to `largest` whose magnitudes, rounding included, add up to `total`. */
function unitOf(row: Float64Array, largest: number, total: number): number {
  let magnitude = 0
  let sum = 0
  for (const weight of row) {
    magnitude = Math.max(magnitude, Math.abs(weight))
    sum += Math.abs(weight)
  }
  return Math.max(magnitude / largest, sum / (total - row.length / 2 - 1))
}

function round(row: Float64Array, unit: number): QuantizedRow {
  const values = new Int16Array(row.length)
  if (unit > 0) for (let i = 0; i < row.length; i++) values[i] = Math.round(row[i] / unit)
  return { unit, values }
}

/**
 * The relaxed kernel without a fused dot product adds, in each int16 lane, a pair of products from each of four
 * neighbouring groups of four. States are positive there, so weights of one sign bound the sum.
 */
function largestChain(values: Int16Array): number {
  let largest = 0
  for (let start = 0; start < values.length; start += CHAIN_UNITS) {
    for (let pair = 0; pair < 4; pair += 2) {
      let positive = 0
      let negative = 0
      for (let i = start + pair; i < Math.min(start + CHAIN_UNITS, values.length); i += 4) {
        for (const value of [values[i], values[i + 1]]) {
          if (value > 0) positive += value
          else negative -= value
        }
      }
      largest = Math.max(largest, positive, negative)
    }
  }
  return largest
}
