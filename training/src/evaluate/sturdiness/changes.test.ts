import { bounds, type Ink, rasterize } from '@edgeink/ink'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANGES, changeInk, firstPart } from './changes.ts'

/** An L: 20 tall, 10 wide, of two strokes. */
const INK: Ink = [
  { points: Array.from({ length: 11 }, (_, i) => ({ x: 0, y: 2 * i })) },
  { points: Array.from({ length: 6 }, (_, i) => ({ x: 2 * i, y: 20 })) },
]

const changeOf = (name: string) => CHANGES.find((change) => change.name === name)!
const changed = (name: string, value: number) => changeInk(INK, changeOf(name), value, 7)

describe.each(CHANGES)('the change $name', (change) => {
  it('leaves the ink as it was written at its first value', () => {
    expect(rasterize(changeInk(INK, change, change.values[0], 7))).toEqual(rasterize(INK))
  })

  it('gives the same ink each time, finite and of as many strokes', () => {
    for (const value of change.values) {
      const ink = changeInk(INK, change, value, 7)
      expect(ink).toEqual(changeInk(INK, change, value, 7))
      expect(ink).toHaveLength(INK.length)
      expect(rasterize(ink).every(Number.isFinite)).toBe(true)
    }
  })
})

describe('changes of form', () => {
  it('lean to the right by a positive slant, upwards', () => {
    const [stem] = changed('slant', 25)
    const lean = stem.points[0].x - stem.points[10].x
    expect(lean).toBeCloseTo(20 * Math.tan((25 * Math.PI) / 180), 10)
  })

  it('widen by the aspect', () => {
    expect(bounds(changed('aspect', 1.6))).toMatchObject({ width: 16, height: 20 })
  })

  it('move points by about the jitter', () => {
    const ink = changed('jitter', 2)
    const moved = ink.flatMap(({ points }, s) =>
      points.map(({ x }, i) => Math.abs(x - INK[s].points[i].x)),
    )
    expect(Math.max(...moved)).toBeGreaterThan(0.2)
    expect(Math.max(...moved)).toBeLessThan(2)
  })

  it('keep every fourth point and the ends', () => {
    expect(changed('lost points', 4)[0].points.map(({ y }) => y)).toEqual([0, 8, 16, 20])
  })

  it('write strokes backwards', () => {
    expect(changed('stroke direction', 1)[1].points[0]).toEqual({ x: 10, y: 20 })
  })
})

describe('the first part of an ink', () => {
  it('is what is there after a share of its points', () => {
    expect(firstPart(INK, 0.5)).toEqual([{ points: INK[0].points.slice(0, 9) }])
    expect(firstPart(INK, 1)).toEqual(INK)
  })

  it('has a point, and never more than the whole', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const count = firstPart(INK, share).reduce((sum, { points }) => sum + points.length, 0)
        expect(count).toBe(Math.max(1, Math.round(17 * share)))
      }),
    )
  })
})
