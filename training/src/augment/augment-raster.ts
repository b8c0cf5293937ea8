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

/** Blank pixels around the image: what is sampled beyond the image's edge. */
const MARGIN = 1
/** One more than the margins, for the right neighbour of the last pixel. */
const SHEET_SIZE = RASTER_SIZE + 2 * MARGIN + 1
const FARTHEST = RASTER_SIZE + MARGIN
/** Scratch, filled anew by each call; its margins stay blank. */
const SHEET = new Float32Array(SHEET_SIZE * SHEET_SIZE)

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
  layOut(raster)

  const nodesX = new Float64Array(FIELD_NODES)
  const nodesY = new Float64Array(FIELD_NODES)
  for (let row = 0, index = 0; row < RASTER_SIZE; row++) {
    blendRows(field, row, nodesX, nodesY)
    const y = row - CENTRE - shiftY
    for (let column = 0; column < RASTER_SIZE; column++, index++) {
      const x = column - CENTRE - shiftX
      const sourceX = CENTRE + map.xx * x + map.xy * y + blendColumn(nodesX, column)
      const sourceY = CENTRE + map.yx * x + map.yy * y + blendColumn(nodesY, column)
      out[index] = sample(sourceX, sourceY)
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

/** Copies an image into the middle of blank paper, in 0..1. */
function layOut(raster: Uint8Array | Float32Array): void {
  const unit = raster instanceof Uint8Array ? 1 / 255 : 1
  for (let row = 0, index = 0; row < RASTER_SIZE; row++) {
    const start = (row + MARGIN) * SHEET_SIZE + MARGIN
    for (let column = 0; column < RASTER_SIZE; column++, index++) {
      SHEET[start + column] = raster[index] * unit
    }
  }
}

/** The sheet between its pixels, bilinearly; the image's pixel (0, 0) is at x = y = 0. */
function sample(x: number, y: number): number {
  const across = clampToSheet(x + MARGIN)
  const down = clampToSheet(y + MARGIN)
  // The coordinates are not negative, so truncating is the floor.
  const left = across | 0
  const top = down | 0
  const right = across - left
  const bottom = down - top
  const at = top * SHEET_SIZE + left
  const upper = SHEET[at] + right * (SHEET[at + 1] - SHEET[at])
  const lower =
    SHEET[at + SHEET_SIZE] + right * (SHEET[at + SHEET_SIZE + 1] - SHEET[at + SHEET_SIZE])
  return upper + bottom * (lower - upper)
}

function clampToSheet(coordinate: number): number {
  return Math.max(0, Math.min(FARTHEST, coordinate))
}
