import type { NetworkShape } from '../architecture.ts'
import type { Doubles } from './float64-reference.ts'
import { applyRows, type Vector } from './vectors.ts'

/** `map[row][column][channel]` */
type FeatureMap = Vector[][]

/** The state of the convolutional network for one sample, straight from the definitions. */
export function referenceConvolution(
  { steps, features, hidden }: NetworkShape,
  parameters: Doubles,
  sample: Float64Array,
): Vector {
  let map: FeatureMap = Array.from({ length: steps }, (_, y) =>
    Array.from({ length: features }, (_, x) => [sample[y * features + x]]),
  )
  for (const name of ['convolution.0', 'convolution.1']) {
    map = pool(convolve(map, parameters[name]))
  }
  return applyRows([...map.flat(2), 1], parameters.dense, hidden).map((x) => Math.max(0, x))
}

function convolve(map: FeatureMap, kernel: Float64Array): FeatureMap {
  const channels = map[0][0].length
  const filters = kernel.length / (9 * channels + 1)
  const at = (y: number, x: number, channel: number) => map[y]?.[x]?.[channel] ?? 0
  return map.map((row, y) =>
    row.map((_, x) =>
      Array.from({ length: filters }, (_, filter) => {
        let sum = kernel[9 * channels * filters + filter]
        for (let i = 0; i < 9 * channels; i++) {
          const offset = Math.floor(i / channels)
          const value = at(y + Math.floor(offset / 3) - 1, x + (offset % 3) - 1, i % channels)
          sum += value * kernel[i * filters + filter]
        }
        return Math.max(0, sum)
      }),
    ),
  )
}

function pool(map: FeatureMap): FeatureMap {
  const half = (size: number) => Math.floor(size / 2)
  return Array.from({ length: half(map.length) }, (_, y) =>
    Array.from({ length: half(map[0].length) }, (_, x) =>
      map[0][0].map((_, channel) =>
        Math.max(
          map[2 * y][2 * x][channel],
          map[2 * y][2 * x + 1][channel],
          map[2 * y + 1][2 * x][channel],
          map[2 * y + 1][2 * x + 1][channel],
        ),
      ),
    ),
  )
}
