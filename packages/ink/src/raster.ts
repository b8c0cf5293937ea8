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

/** A narrower pen could pass between the centres of all pixels, and ink nothing. */
const MIN_PEN_WIDTH = 1

/** A wider one leaves too little of the box for the way. */
const MAX_PEN_WIDTH = 10

export interface RasterizeOptions {
  /** Width of the pen in pixels of the raster, 1..10; the default, 2.5, matches MNIST. */
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
  const pen = penOf(options.penWidth ?? DEFAULT_PEN_WIDTH)
  const out = checkOut(options.out ?? new Float32Array(RASTER_LENGTH))
  const path = normalizePath(ink)
  const scale = BOX_SIZE - pen.width
  const boxed: Placement = {
    scale,
    x: (RASTER_SIZE - path.width * scale) / 2,
    y: (RASTER_SIZE - path.height * scale) / 2,
  }
  // The output serves as the field of distances, so that a raster needs no memory but its own.
  measureDistances(path, boxed, pen, out)
  measureDistances(path, centreMass(boxed, pen, out), pen, out)
  for (let i = 0; i < RASTER_LENGTH; i++) out[i] = coverage(out[i], pen)
  return out
}

interface Pen {
  readonly width: number
  /** From here on a pixel's centre is too far from the pen's way for the pixel to be touched. */
  readonly reach: number
  /** In single precision, as the field holds it: what stays at this value is blank paper. */
  readonly reachSquared: number
}

function penOf(width: number): Pen {
  if (width >= MIN_PEN_WIDTH && width <= MAX_PEN_WIDTH) {
    const reach = width / 2 + 0.5
    return { width, reach, reachSquared: Math.fround(reach * reach) }
  }
  throw new InkError(
    'INK_OPTION',
    `expected a pen width of ${MIN_PEN_WIDTH} to ${MAX_PEN_WIDTH} pixels, got ${width}`,
  )
}

function measureDistances(path: Path, at: Placement, pen: Pen, field: Float32Array): void {
  field.fill(pen.reachSquared)
  lowerDistances(field, RASTER_SIZE, path, at, pen.reach)
}

/** How much of the pixel-long line across the stroke, through the pixel's centre, the pen covers. */
function coverage(distanceSquared: number, pen: Pen): number {
  if (distanceSquared >= pen.reachSquared) return 0
  return Math.min(1, pen.reach - Math.sqrt(distanceSquared))
}

/** Moves a placement so that its ink has the centre of mass at the centre, or as near as keeps all ink inside. */
function centreMass(at: Placement, pen: Pen, field: Float32Array): Placement {
  let mass = 0
  let sumX = 0
  let sumY = 0
  for (let row = 0, i = 0; row < RASTER_SIZE; row++) {
    for (let column = 0; column < RASTER_SIZE; column++, i++) {
      const ink = coverage(field[i], pen)
      mass += ink
      sumX += ink * (column + 0.5)
      sumY += ink * (row + 0.5)
    }
  }
  return {
    scale: at.scale,
    x: at.x + clampShift(MASS_CENTRE - sumX / mass),
    y: at.y + clampShift(MASS_CENTRE - sumY / mass),
  }
}

/** The box of the ink has this much room on either side. */
function clampShift(shift: number): number {
  const room = (RASTER_SIZE - BOX_SIZE) / 2
  return Math.max(-room, Math.min(room, shift))
}

function checkOut(out: Float32Array): Float32Array {
  if (out.length === RASTER_LENGTH) return out
  throw new InkError(
    'INK_OPTION',
    `expected out to hold ${RASTER_LENGTH} numbers, got ${out.length}`,
  )
}
