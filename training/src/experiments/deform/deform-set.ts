import { toUnit } from '../../evaluate/predict.ts'
import { createRandom } from '../../random.ts'
import type { Deformation } from './deformations.ts'

/**
 * Deforms a set of images. An image's deformation depends on the seed, the deformation's name and the image's place
 * alone, so that every network is asked about the same images.
 *
 * @param rasters images of 784 bytes, row-major, as MNIST has them
 * @returns images of 784 numbers in 0..1, in the same order
 */
export function deformSet(
  rasters: readonly Uint8Array[],
  { name, apply }: Deformation,
  seed: number,
): Float32Array[] {
  const random = createRandom(`deform/${seed}/${name}`)
  return rasters.map((raster, i) => apply(toUnit(raster), random.fork(i)))
}
