import type { GrayImage } from './gray-image.ts'
import { shrink } from './gray-image.ts'
import { inkLevels } from './ink-levels.ts'
import { normalize } from './normalize.ts'

/** Pixels of the longer side at which ink is looked for. A digit that fills a tenth of it still has 28. */
const SEEN_AT = 280

/**
 * Reads the ink of an image, as a person would see it: dark on light or light on dark, under uneven light and noise,
 * anywhere in the image and of any size, thick or thin.
 *
 * @returns 28 × 28 numbers in 0..1 in MNIST's form; undefined for a blank sheet
 */
export function imageToRaster(image: GrayImage): Float32Array | undefined {
  const ink = inkLevels(shrink(image, SEEN_AT))
  return ink && normalize(ink)
}
