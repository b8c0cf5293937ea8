import { bounds, type Ink, rasterize } from '@edgeink/ink'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { augmentInk } from './augment-ink.ts'
import { INK_AUGMENTATION, NO_INK_AUGMENTATION } from './options.ts'

/** An L of two strokes. */
const INK: Ink = [
  {
    points: [
      { x: 10, y: 10, t: 0, pressure: 0.5 },
      { x: 10, y: 50, t: 10 },
    ],
  },
  {
    points: [
      { x: 10, y: 50, t: 30 },
      { x: 30, y: 50, t: 40 },
    ],
  },
]

const anyInk: fc.Arbitrary<Ink> = fc.array(
  fc.record({
    points: fc.array(fc.record({ x: fc.integer({ max: 1e6 }), y: fc.integer({ min: -1e6 }) }), {
      minLength: 1,
      maxLength: 20,
    }),
  }),
  { minLength: 1, maxLength: 4 },
)

describe('augmentInk', () => {
  test('the same seed gives the same ink, and another seed another', () => {
    const draw = (seed: number) => augmentInk(INK, createRandom(seed))
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('"none" answers the ink itself and leaves the pen to the rasterizer', () => {
    expect(augmentInk(INK, createRandom(1), 'none')).toEqual({ ink: INK, penWidth: undefined })
  })

  test('with everything off, only unit and origin change, so the raster stays', () => {
    const { ink, penWidth } = augmentInk(INK, createRandom(1), NO_INK_AUGMENTATION)
    expect(penWidth).toBeUndefined()
    expect(bounds(ink)).toMatchObject({ minX: -0.25, maxX: 0.25, minY: -0.5, maxY: 0.5 })
    const [before, after] = [rasterize(INK), rasterize(ink)]
    after.forEach((value, index) => {
      expect(value).toBeCloseTo(before[index], 5)
    })
  })

  test('strokes, points, times and pressures keep their places where the device and the order stay', () => {
    const same = { reorder: 0, reverse: 0, hook: 0, thin: 0 }
    const { ink } = augmentInk(INK, createRandom(1), same)
    const rest = (given: Ink) =>
      given.map(({ points }) => points.map(({ t, pressure }) => [t, pressure]))
    expect(rest(ink)).toEqual(rest(INK))
  })

  test('every ink stays finite and can be rasterized with its pen', () => {
    fc.assert(
      fc.property(anyInk, fc.integer(), (given, seed) => {
        const { ink, penWidth } = augmentInk(given, createRandom(seed), {
          reorder: 0.5,
          reverse: 0.5,
        })
        const raster = rasterize(ink, { penWidth })
        expect(raster.every((value) => value >= 0 && value <= 1)).toBe(true)
        const [narrowest, widest] = INK_AUGMENTATION.penWidth!
        expect(penWidth).toBeGreaterThanOrEqual(narrowest)
        expect(penWidth).toBeLessThanOrEqual(widest)
      }),
      { numRuns: 50 },
    )
  })

  test('a rotation keeps distances and stays inside of its range', () => {
    const options = { ...NO_INK_AUGMENTATION, rotation: 15 }
    const angles = Array.from({ length: 200 }, (_, seed) => {
      const [down, across] = augmentInk(INK, createRandom(seed), options).ink
      const [from, to] = down.points
      expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeCloseTo(1)
      const [, right] = across.points
      expect(Math.hypot(right.x - to.x, right.y - to.y)).toBeCloseTo(0.5)
      return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI - 90
    })
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(15.001)
    expect(Math.max(...angles)).toBeGreaterThan(12)
    expect(Math.min(...angles)).toBeLessThan(-12)
  })

  test('jitter moves points by about the share of the size asked for', () => {
    const options = { ...NO_INK_AUGMENTATION, jitter: 0.01 }
    const line: Ink = [{ points: Array.from({ length: 5_000 }, (_, i) => ({ x: i, y: 0 })) }]
    const [{ points }] = augmentInk(line, createRandom(3), options).ink
    const rms = Math.sqrt(points.reduce((sum, { y }) => sum + y * y, 0) / points.length)
    expect(rms).toBeGreaterThan(0.009)
    expect(rms).toBeLessThan(0.011)
  })

  test('reversed and reordered strokes keep their points and lose their times', () => {
    const options = { ...NO_INK_AUGMENTATION, reverse: 1 }
    const [first, second] = augmentInk(INK, createRandom(1), options).ink
    expect(first.points.map(({ x, y, t }) => [x, y, t])).toEqual([
      [-0.25, 0.5, undefined],
      [-0.25, -0.5, undefined],
    ])
    expect(second.points[0].x).toBe(0.25)

    const reorder = { ...NO_INK_AUGMENTATION, reorder: 1 }
    const firstX = Array.from({ length: 20 }, (_, seed) => {
      const { ink } = augmentInk(INK, createRandom(seed), reorder)
      return ink[0].points[1].x
    })
    expect(new Set(firstX)).toEqual(new Set([-0.25, 0.25]))
  })

  test('slant and aspect reach their limits, and mostly stay far from them', () => {
    const options = { ...NO_INK_AUGMENTATION, aspect: 0.7 }
    const ratios = Array.from({ length: 2000 }, (_, seed) => {
      const { width, height } = bounds(augmentInk(INK, createRandom(seed), options).ink)
      return Math.abs(Math.log((2 * width) / height))
    })
    expect(Math.max(...ratios)).toBeLessThanOrEqual(Math.log(1.7) + 1e-9)
    expect(Math.max(...ratios)).toBeGreaterThan(Math.log(1.6))
    expect(ratios.filter((ratio) => ratio < Math.log(1.2)).length).toBeGreaterThan(1000)
  })

  test('the ink that is given is not changed', () => {
    const copy = structuredClone(INK)
    augmentInk(INK, createRandom(1), { reorder: 1, reverse: 1 })
    expect(INK).toEqual(copy)
  })

  test('an ink of one point stays one point', () => {
    const { ink } = augmentInk([{ points: [{ x: 7, y: 7 }] }], createRandom(1), { hook: 1 })
    expect(bounds(ink)).toMatchObject({ width: 0, height: 0 })
  })

  test('options out of range raise an AugmentationError', () => {
    for (const options of [
      { rotation: 181 },
      { reorder: 1.5 },
      { penWidth: [3, 2] as const },
      { penWidth: [0.9, 2] as const },
      { penWidth: [2, 11] as const },
    ]) {
      expect(() => augmentInk(INK, createRandom(1), options)).toThrow(
        expect.objectContaining({ name: 'AugmentationError', code: 'AUGMENTATION_OPTION' }),
      )
    }
  })
})
