import { RASTER_LENGTH, RASTER_SIZE } from '@edgeink/ink'
import type { Random } from '../random.ts'
import { drawLinearMap, invert } from './affine.ts'
import {
  type DisplacementField,
  drawField,
  FIELD_NODES,
  FIELD_TAPS,
  tapsAt,
} from './displacement-field.ts'
import { type RasterAugmentation, rasterAugmentation } from './options.ts'

/** Index of the pixel that holds MNIST's centre of mass: images turn about it. */
const CENTRE = 14

/** The taps of each pixel's middle, the same along both axes; weights in rows of four. */
const TAPS = Array.from({ length: RASTER_SIZE }, (_, index) => tapsAt((index + 0.5) / RASTER_SIZE))
const FIRST_TAP = Uint8Array.from(TAPS, ({ first }) => first)
const WEIGHTS = Float64Array.from(TAPS.flatMap(({ weights }) => weights))

/**
 * Draws one image anew, a little turned, sized, slanted, moved and bent. All changes are put
 * together before the image is sampled, once and bilinearly, so that it is blurred once.
 *
 * @param raster 784 numbers, row-major: bytes in 0..255, or floats in 0..1
 * @param options how far each change may go; `'none'` only converts to floats
 * @param out where to write, to save the allocation; not `raster` itself
 * @returns 784 numbers in 0..1
 * @throws {AugmentationError} when an option is outside of its range
 */
export function augmentRaster(
  raster: Uint8Array | Float32Array,
  random: Random,
  options: Partial<RasterAugmentation> | 'none' = {},
  out: Float32Array = new Float32Array(RASTER_LENGTH),
): Float32Array {
  const ranges = rasterAugmentation(options)
  const map = invert(drawLinearMap(random, ranges))
  const shiftX = random.uniform(-1, 1) * ranges.shift
  const shiftY = random.uniform(-1, 1) * ranges.shift
  const field = drawField(random, random.uniform() * ranges.elastic)
  const unit = raster instanceof Uint8Array ? 1 / 255 : 1

  const nodesX = new Float64Array(FIELD_NODES)
  const nodesY = new Float64Array(FIELD_NODES)
  for (let row = 0, index = 0; row < RASTER_SIZE; row++) {
    blendRows(field, row, nodesX, nodesY)
    const y = row - CENTRE - shiftY
    for (let column = 0; column < RASTER_SIZE; column++, index++) {
      const x = column - CENTRE - shiftX
      const sourceX = CENTRE + map.xx * x + map.xy * y + blendColumn(nodesX, column)
      const sourceY = CENTRE + map.yx * x + map.yy * y + blendColumn(nodesY, column)
      out[index] = sample(raster, sourceX, sourceY) * unit
    }
  }
  return out
}

/** The field's control points along one row of pixels: four rows of the grid, weighted. */
function blendRows(
  field: DisplacementField,
  row: number,
  nodesX: Float64Array,
  nodesY: Float64Array,
): void {
  const first = FIRST_TAP[row] * FIELD_NODES
  for (let node = 0; node < FIELD_NODES; node++) {
    let x = 0
    let y = 0
    for (let tap = 0; tap < FIELD_TAPS; tap++) {
      const weight = WEIGHTS[row * FIELD_TAPS + tap]
      x += weight * field.x[first + tap * FIELD_NODES + node]
      y += weight * field.y[first + tap * FIELD_NODES + node]
    }
    nodesX[node] = x
    nodesY[node] = y
  }
}

function blendColumn(nodes: Float64Array, column: number): number {
  const first = FIRST_TAP[column]
  const at = column * FIELD_TAPS
  return (
    WEIGHTS[at] * nodes[first] +
    WEIGHTS[at + 1] * nodes[first + 1] +
    WEIGHTS[at + 2] * nodes[first + 2] +
    WEIGHTS[at + 3] * nodes[first + 3]
  )
}

/** The image between its pixels, bilinearly; beyond its edges is blank paper. */
function sample(raster: Uint8Array | Float32Array, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < -1 || top < -1 || left >= RASTER_SIZE || top >= RASTER_SIZE) return 0
  const right = x - left
  const bottom = y - top
  return (
    (1 - bottom) * ((1 - right) * pixel(raster, left, top) + right * pixel(raster, left + 1, top)) +
    bottom * ((1 - right) * pixel(raster, left, top + 1) + right * pixel(raster, left + 1, top + 1))
  )
}

function pixel(raster: Uint8Array | Float32Array, column: number, row: number): number {
  if (column < 0 || row < 0 || column >= RASTER_SIZE || row >= RASTER_SIZE) return 0
  return raster[row * RASTER_SIZE + column]
}
