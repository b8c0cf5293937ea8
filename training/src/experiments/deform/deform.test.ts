import { describe, expect, it } from 'vitest'
import { toUnit } from '../../evaluate/predict.ts'
import { createRandom } from '../../random.ts'
import { deformSet } from './deform-set.ts'
import { DEFORMATIONS } from './deformations.ts'
import { changeThickness } from './thickness.ts'

/** A cross of bars three pixels wide. */
const CROSS = Uint8Array.from({ length: 784 }, (_, i) => {
  const [row, column] = [Math.floor(i / 28), i % 28]
  const onBar = (across: number, along: number) =>
    Math.abs(across - 14) <= 1 && along > 4 && along < 24
  return onBar(row, column) || onBar(column, row) ? 255 : 0
})
const IMAGES = Array.from({ length: 40 }, () => CROSS)
const ink = (raster: Float32Array) => raster.reduce((sum, value) => sum + value, 0)
const named = (name: string) => DEFORMATIONS.find((deformation) => deformation.name === name)!

describe('deformed images', () => {
  it.each(DEFORMATIONS)('of $name are images in 0..1, each changed, and the same again', (one) => {
    const images = deformSet(IMAGES, one, 1)
    expect(images).toHaveLength(IMAGES.length)
    for (const image of images) {
      expect(image).toHaveLength(784)
      expect(image.every((value) => value >= 0 && value <= 1)).toBe(true)
    }
    expect(new Set(images.map((image) => image.join())).size).toBeGreaterThan(20)
    expect(deformSet(IMAGES, one, 1)).toEqual(images)
    expect(deformSet(IMAGES, one, 2)).not.toEqual(images)
  })

  it('do not depend on how many images there are', () => {
    for (const one of DEFORMATIONS) {
      expect(deformSet(IMAGES.slice(0, 3), one, 1)).toEqual(deformSet(IMAGES, one, 1).slice(0, 3))
    }
  })

  it('leave the images that they are made of as they are', () => {
    const before = toUnit(CROSS)
    for (const { apply } of DEFORMATIONS) {
      const raster = toUnit(CROSS)
      apply(raster, createRandom(1))
      expect(raster).toEqual(before)
    }
  })
})

describe('each deformation does what its name says', () => {
  it('scale makes some smaller and some larger', () => {
    const amounts = deformSet(IMAGES, named('scale'), 1).map(ink)
    expect(Math.min(...amounts)).toBeLessThan(0.7 * ink(toUnit(CROSS)))
    expect(Math.max(...amounts)).toBeGreaterThan(1.3 * ink(toUnit(CROSS)))
  })

  it('occlusion only takes ink away, and from one place', () => {
    const whole = toUnit(CROSS)
    for (const image of deformSet(IMAGES, named('occlusion'), 1)) {
      const gone = [...image.keys()].filter((i) => image[i] !== whole[i])
      expect(gone.every((i) => image[i] === 0)).toBe(true)
      const [rows, columns] = [gone.map((i) => Math.floor(i / 28)), gone.map((i) => i % 28)]
      for (const places of [rows, columns]) {
        expect(Math.max(0, ...places) - Math.min(28, ...places)).toBeLessThan(9)
      }
    }
  })

  it('noise keeps the mean of grey paper', () => {
    const grey = Array.from({ length: 40 }, () => new Uint8Array(784).fill(128))
    const images = deformSet(grey, named('noise'), 1)
    const mean = images.reduce((sum, image) => sum + ink(image), 0) / (40 * 784)
    expect(mean).toBeCloseTo(128 / 255, 2)
  })

  it('thickness adds and takes a pixel on each side at its ends, nothing at 0', () => {
    const bar = Float32Array.from({ length: 784 }, (_, i) => (Math.abs((i % 28) - 14) <= 1 ? 1 : 0))
    const row = (raster: Float32Array) => ink(raster.subarray(28, 56))
    expect(changeThickness(bar, 0)).toEqual(bar)
    expect(row(changeThickness(bar, 1))).toBe(5)
    expect(row(changeThickness(bar, 0.5))).toBe(4)
    expect(row(changeThickness(bar, -1))).toBe(1)
  })
})
