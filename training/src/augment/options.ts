/** How far an image may be changed. A value of 0 leaves that change out. */
export interface RasterAugmentation {
  /** Largest rotation either way, degrees, 0..180. */
  readonly rotation: number
  /** Largest change of size, 0..0.9: 0.1 draws a factor from 0.9 to 1.1. */
  readonly scale: number
  /** Largest change of width against height, 0..0.9: 0.1 draws a ratio from 1 / 1.1 to 1.1. */
  readonly aspect: number
  /** Largest slant either way, pixels across for each pixel up, 0..2. */
  readonly shear: number
  /** Largest move either way along each axis, pixels, 0..14. */
  readonly shift: number
  /** Largest root mean square of the elastic displacement along an axis, pixels, 0..5. */
  readonly elastic: number
}

/** How far an ink may be changed. A value of 0 leaves that change out. */
export interface InkAugmentation {
  /** Largest rotation either way, degrees, 0..180. */
  readonly rotation: number
  /** Largest change of width against height, 0..0.9, as for images. Size itself is for the views to normalise. */
  readonly aspect: number
  /** Largest slant either way, units across for each unit up, 0..2. */
  readonly shear: number
  /** Largest root mean square of the elastic displacement along an axis, as a share of the ink's longer side, 0..0.25. */
  readonly elastic: number
  /** Root mean square of the pen's tremor along an axis, as a share of the ink's longer side, 0..0.25. */
  readonly jitter: number
  /** Narrowest and widest pen, 1..10 pixels of the raster; `null` leaves the width to the rasterizer. */
  readonly penWidth: readonly [narrowest: number, widest: number] | null
  /** How often the strokes are put into a random order, 0..1. */
  readonly reorder: number
  /** How often each stroke is written from its other end, 0..1. */
  readonly reverse: number
  /** How often an end of a stroke gets a hook, as pens make that touch down early or lift late, 0..1. */
  readonly hook: number
  /** How often only every 2nd to 8th point of the ink is kept, as slow devices report them, 0..1. */
  readonly thin: number
  /** How often points stand on a coarse grid, as in small drawings by mouse, 0..1. */
  readonly snap: number
}

/** Changes that a reader would not notice in the meaning of a character. */
export const RASTER_AUGMENTATION: RasterAugmentation = {
  rotation: 15,
  scale: 0.12,
  aspect: 0.1,
  shear: 0.2,
  shift: 1.5,
  elastic: 0.8,
}

/**
 * The same for strokes. Slant and aspect reach what hurried writers do (25°, 0.6 to 1.6), but rarely; order and
 * direction carry meaning, so most inks keep theirs.
 */
export const INK_AUGMENTATION: InkAugmentation = {
  rotation: 15,
  aspect: 0.7,
  shear: 0.55,
  elastic: 0.03,
  jitter: 0.006,
  penWidth: [1.5, 4],
  reorder: 0.2,
  reverse: 0.1,
  hook: 0.1,
  thin: 0.25,
  snap: 0.15,
}

/** Leaves an image as it is. */
export const NO_RASTER_AUGMENTATION: RasterAugmentation = {
  rotation: 0,
  scale: 0,
  aspect: 0,
  shear: 0,
  shift: 0,
  elastic: 0,
}

/** Leaves an ink as it is. */
export const NO_INK_AUGMENTATION: InkAugmentation = {
  rotation: 0,
  aspect: 0,
  shear: 0,
  elastic: 0,
  jitter: 0,
  penWidth: null,
  reorder: 0,
  reverse: 0,
  hook: 0,
  thin: 0,
  snap: 0,
}

/** An option of augmentation outside of its range. */
export class AugmentationError extends Error {
  override readonly name = 'AugmentationError'
  readonly code = 'AUGMENTATION_OPTION'
}

const RASTER_LIMITS: Record<keyof RasterAugmentation, number> = {
  rotation: 180,
  scale: 0.9,
  aspect: 0.9,
  shear: 2,
  shift: 14,
  elastic: 5,
}

const INK_LIMITS: Record<Exclude<keyof InkAugmentation, 'penWidth'>, number> = {
  rotation: 180,
  aspect: 0.9,
  shear: 2,
  elastic: 0.25,
  jitter: 0.25,
  reorder: 1,
  reverse: 1,
  hook: 1,
  thin: 1,
  snap: 1,
}

/** What `rasterize` draws with. */
const NARROWEST_PEN = 1
const WIDEST_PEN = 10

/**
 * Fills in what is left out; `'none'` turns everything off.
 *
 * @throws {AugmentationError} when a value is outside of its range
 */
export function rasterAugmentation(
  options: Partial<RasterAugmentation> | 'none' = {},
): RasterAugmentation {
  if (options === 'none') return NO_RASTER_AUGMENTATION
  const complete = { ...RASTER_AUGMENTATION, ...options }
  assertLimits(complete, RASTER_LIMITS)
  return complete
}

/**
 * Fills in what is left out; `'none'` turns everything off.
 *
 * @throws {AugmentationError} when a value is outside of its range
 */
export function inkAugmentation(options: Partial<InkAugmentation> | 'none' = {}): InkAugmentation {
  if (options === 'none') return NO_INK_AUGMENTATION
  const complete = { ...INK_AUGMENTATION, ...options }
  assertLimits(complete, INK_LIMITS)
  assertPenWidth(complete.penWidth)
  return complete
}

function assertLimits<K extends string>(
  values: Readonly<Record<NoInfer<K>, number>>,
  limits: Readonly<Record<K, number>>,
): void {
  for (const key in limits) {
    const value = values[key]
    if (!(value >= 0 && value <= limits[key])) {
      throw new AugmentationError(`expected ${key} in 0..${limits[key]}, got ${value}`)
    }
  }
}

function assertPenWidth(range: InkAugmentation['penWidth']): void {
  if (range === null) return
  const [narrowest, widest] = range
  if (!(narrowest >= NARROWEST_PEN && narrowest <= widest && widest <= WIDEST_PEN)) {
    throw new AugmentationError(
      `expected penWidth [narrowest, widest] from ${NARROWEST_PEN} to ${WIDEST_PEN}, or null, got [${range.join(', ')}]`,
    )
  }
}
