import { RASTER_LENGTH, RASTER_SIZE } from '@edgeink/ink'

type Pick = (a: number, b: number) => number

/**
 * Draws an image with a thicker or thinner pen: a part of the way towards the greatest of each pixel's 3 × 3 (thicker,
 * by two pixels at most), or towards the least of the pixel and its four neighbours (thinner).
 *
 * @param raster 784 numbers in 0..1, row-major
 * @param amount from -1, thinnest, to 1, thickest; 0 leaves the image as it is
 * @returns 784 numbers in 0..1
 */
export function changeThickness(raster: Float32Array, amount: number): Float32Array {
  const thicker = amount > 0
  const edge = thicker ? spread(raster, Math.max, true) : spread(raster, Math.min, false)
  const share = Math.abs(amount)
  return raster.map((value, i) => value + share * (edge[i] - value))
}

/** Each pixel by its neighbours, those across the corners too if asked; beyond the image there is blank paper. */
function spread(raster: Float32Array, pick: Pick, corners: boolean): Float32Array {
  const out = new Float32Array(RASTER_LENGTH)
  const at = (row: number, column: number) =>
    row < 0 || column < 0 || row >= RASTER_SIZE || column >= RASTER_SIZE
      ? 0
      : raster[row * RASTER_SIZE + column]
  for (let row = 0, index = 0; row < RASTER_SIZE; row++) {
    for (let column = 0; column < RASTER_SIZE; column++, index++) {
      let value = raster[index]
      for (let down = -1; down <= 1; down++) {
        for (let across = -1; across <= 1; across++) {
          if (!corners && down !== 0 && across !== 0) continue
          value = pick(value, at(row + down, column + across))
        }
      }
      out[index] = value
    }
  }
  return out
}
