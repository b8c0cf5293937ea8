import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../random.ts'
import { augmentRaster } from './augment-raster.ts'
import { NO_RASTER_AUGMENTATION } from './options.ts'

const SIDE = 28
const at = (column: number, row: number) => row * SIDE + column

/** A raster with ink in the pixels that are named. */
function dots(...pixels: [column: number, row: number][]): Float32Array {
  const raster = new Float32Array(SIDE * SIDE)
  for (const [column, row] of pixels) raster[at(column, row)] = 1
  return raster
}

/** A source whose uniform numbers all lie at one end of their range: every change at its largest. */
function extreme(end: 'low' | 'high', seed = 0): Random {
  const random = createRandom(seed)
  const normal = createRandom(seed)
  random.uniform = (low = 0, high = 1) => (end === 'high' ? high : low)
  random.normal = (mean, deviation) => normal.normal(mean, deviation)
  return random
}

function centreOfMass(raster: Float32Array): { x: number; y: number; mass: number } {
  let [x, y, mass] = [0, 0, 0]
  raster.forEach((ink, index) => {
    mass += ink
    x += ink * (index % SIDE)
    y += ink * Math.floor(index / SIDE)
  })
  return { x: x / mass, y: y / mass, mass }
}

const anyRaster = fc.uint8Array({ minLength: SIDE * SIDE, maxLength: SIDE * SIDE })

describe('augmentRaster', () => {
  test('the same seed gives the same image, and another seed another', () => {
    const raster = dots([10, 10], [11, 10], [12, 10])
    const draw = (seed: number) => augmentRaster(raster, createRandom(seed))
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('with everything off, an image comes back as it was', () => {
    fc.assert(
      fc.property(anyRaster, (bytes) => {
        const floats = Float32Array.from(bytes, (byte) => byte / 255)
        expect(augmentRaster(bytes, createRandom(1), 'none')).toEqual(floats)
        expect(augmentRaster(floats, createRandom(1), NO_RASTER_AUGMENTATION)).toEqual(floats)
      }),
      { numRuns: 20 },
    )
  })

  test('every value lies in 0..1, however far the changes go', () => {
    const far = { rotation: 180, scale: 0.9, aspect: 0.9, shear: 2, shift: 14, elastic: 5 }
    fc.assert(
      fc.property(anyRaster, fc.integer(), (bytes, seed) => {
        for (const ink of augmentRaster(bytes, createRandom(seed), far)) {
          expect(ink).toBeGreaterThanOrEqual(0)
          expect(ink).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('a quarter turn clockwise moves what is right of the centre to below it', () => {
    const turned = augmentRaster(dots([19, 14], [14, 14]), extreme('high'), {
      ...NO_RASTER_AUGMENTATION,
      rotation: 90,
    })
    expect(turned[at(14, 19)]).toBeCloseTo(1)
    expect(turned[at(14, 14)]).toBeCloseTo(1)
    expect(centreOfMass(turned).mass).toBeCloseTo(2)
  })

  test('a shift moves each pixel by as much', () => {
    const options = { ...NO_RASTER_AUGMENTATION, shift: 3 }
    expect(augmentRaster(dots([10, 12]), extreme('high'), options)).toEqual(dots([13, 15]))
    expect(augmentRaster(dots([10, 12]), extreme('low'), options)).toEqual(dots([7, 9]))
  })

  test('half a pixel of shift spreads a pixel over its neighbours', () => {
    const options = { ...NO_RASTER_AUGMENTATION, shift: 0.5 }
    const moved = augmentRaster(dots([10, 12]), extreme('high'), options)
    for (const [column, row] of [
      [10, 12],
      [11, 12],
      [10, 13],
      [11, 13],
    ]) {
      expect(moved[at(column, row)]).toBeCloseTo(0.25)
    }
  })

  test('ink that leaves the paper is gone, and comes back on no other side', () => {
    const options = { ...NO_RASTER_AUGMENTATION, shift: 14 }
    expect(centreOfMass(augmentRaster(dots([20, 20]), extreme('high'), options)).mass).toBe(0)
  })

  test('scale, slant and aspect move a point as their factors say', () => {
    const move = (options: object) => {
      const moved = augmentRaster(dots([14, 8]), extreme('high'), {
        ...NO_RASTER_AUGMENTATION,
        ...options,
      })
      const { x, y } = centreOfMass(moved)
      return { x: x - 14, y: y - 14 }
    }
    expect(move({ scale: 0.25 }).y).toBeCloseTo(-6 * 1.25, 1)
    expect(move({ aspect: 0.44 }).y).toBeCloseTo(-6 / 1.2, 1)
    // Six pixels above the centre, a quarter to the left for each: y grows downward.
    expect(move({ shear: 0.25 }).x).toBeCloseTo(-1.5, 1)
  })

  test('elastic changes move ink by about the pixels asked for', () => {
    const options = { ...NO_RASTER_AUGMENTATION, elastic: 1 }
    let square = 0
    const runs = 300
    for (let seed = 0; seed < runs; seed++) {
      const bent = augmentRaster(dots([12, 16]), extreme('high', seed), options)
      square += (centreOfMass(bent).x - 12) ** 2
    }
    expect(Math.sqrt(square / runs)).toBeGreaterThan(0.8)
    expect(Math.sqrt(square / runs)).toBeLessThan(1.2)
  })

  test('out is written and answered', () => {
    const out = new Float32Array(SIDE * SIDE).fill(9)
    expect(augmentRaster(dots([3, 4]), createRandom(1), 'none', out)).toBe(out)
    expect(out).toEqual(dots([3, 4]))
  })

  test('options left out keep their defaults, and those out of range raise an AugmentationError', () => {
    const random = createRandom(1)
    for (const options of [
      { rotation: -1 },
      { scale: 1 },
      { shift: 15 },
      { elastic: Number.NaN },
    ]) {
      expect(() => augmentRaster(dots(), random, options)).toThrow(
        expect.objectContaining({ name: 'AugmentationError', code: 'AUGMENTATION_OPTION' }),
      )
    }
  })
})
