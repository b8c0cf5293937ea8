import { lowerDistances, type Placement } from './distance-field.ts'
import { InkError } from './error.ts'
import { normalizePath, type Path } from './path.ts'
import type { Ink } from './types.ts'

/** Pixels on a side of the raster. */
export const RASTER_SIZE = 28

/** Numbers in a raster. */
export const RASTER_LENGTH = RASTER_SIZE * RASTER_SIZE

/** Names this view in manifests. It changes whenever a raster would change. */
export const RASTER_VERSION = 'raster/1'

/** Longer side, in pixels, of the box of inked pixels. */
const BOX_SIZE = 20

/**
 * Where the centre of mass goes, from the raster's left and top edges: the middle of the pixel with index 14.
 * MNIST's training images have it at index 14.01 across and 14.00 down (`npm run bench ink-match`).
 */
const MASS_CENTRE = RASTER_SIZE / 2 + 0.5

/** Gives strokes as wide as those of MNIST's training images (`npm run bench ink-match`). */
const DEFAULT_PEN_WIDTH = 2.5

export interface RasterizeOptions {
  /** Width of the pen in pixels of the raster, above 0 and at most 10; 2.5 matches MNIST. */
  readonly penWidth?: number
  /** Where to write the 784 numbers, to save the allocation. */
  readonly out?: Float32Array
}

/**
 * Draws an ink to MNIST's convention (Y. LeCun et al., 1998): the box of the inked pixels is scaled to 20×20,
 * keeping its aspect, and placed in 28×28 with its centre of mass at the centre, exact to a part of a pixel so that nothing jumps
 * while the pen moves. Returns 784 numbers in 0..1, row-major from the top left, ink = 1.
 *
 * @throws {InkError} `INK_EMPTY`, `INK_NOT_FINITE`, `INK_SHAPE` or `INK_OPTION`
 */
export function rasterize(ink: Ink, options: RasterizeOptions = {}): Float32Array {
  const penWidth = checkPenWidth(options.penWidth ?? DEFAULT_PEN_WIDTH)
  const out = checkOut(options.out ?? new Float32Array(RASTER_LENGTH))
  const path = normalizePath(ink)
  const scale = BOX_SIZE - penWidth
  const width = path.width * scale
  const height = path.height * scale
  const field = new Float64Array(RASTER_LENGTH)
  const first = { scale, x: (RASTER_SIZE - width) / 2, y: (RASTER_SIZE - height) / 2 }
  draw(path, first, penWidth, field, out)
  draw(path, centreMass(first, out), penWidth, field, out)
  return out
}

function draw(
  path: Path,
  at: Placement,
  penWidth: number,
  field: Float64Array,
  out: Float32Array,
): void {
  const reach = penWidth / 2 + 0.5
  field.fill(reach * reach)
  lowerDistances(field, RASTER_SIZE, path, at, reach)
  const most = Math.min(1, penWidth)
  for (let i = 0; i < RASTER_LENGTH; i++) {
    out[i] = Math.min(most, reach - Math.sqrt(field[i]))
  }
}

/** Moves a placement so that what it drew has its centre of mass at the centre, or as near as keeps all ink inside. */
function centreMass(at: Placement, drawn: Float32Array): Placement {
  let mass = 0
  let sumX = 0
  let sumY = 0
  for (let row = 0, i = 0; row < RASTER_SIZE; row++) {
    for (let column = 0; column < RASTER_SIZE; column++, i++) {
      mass += drawn[i]
      sumX += drawn[i] * (column + 0.5)
      sumY += drawn[i] * (row + 0.5)
    }
  }
  const limit = (RASTER_SIZE - BOX_SIZE) / 2
  const clamp = (shift: number) => Math.max(-limit, Math.min(limit, shift))
  return {
    scale: at.scale,
    x: at.x + clamp(MASS_CENTRE - sumX / mass),
    y: at.y + clamp(MASS_CENTRE - sumY / mass),
  }
}

function checkPenWidth(penWidth: number): number {
  if (penWidth > 0 && penWidth <= BOX_SIZE / 2) return penWidth
  throw new InkError('INK_OPTION', `expected a pen width above 0, at most 10, got ${penWidth}`)
}

function checkOut(out: Float32Array): Float32Array {
  if (out.length === RASTER_LENGTH) return out
  throw new InkError(
    'INK_OPTION',
    `expected out to hold ${RASTER_LENGTH} numbers, got ${out.length}`,
  )
}
