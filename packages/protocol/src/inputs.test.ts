import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkStrokes } from './check.ts'
import { fromInk, toInk, toInputs, toRaster } from './inputs.ts'

const coordinate = fc.double({ min: -1e9, max: 1e9, noNaN: true })
const point = fc.record(
  {
    x: coordinate,
    y: coordinate,
    t: coordinate,
    pressure: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ['x', 'y'], noNullPrototype: true },
)
const stroke = fc.record(
  { points: fc.array(point, { minLength: 1, maxLength: 9 }) },
  { noNullPrototype: true },
)
const ink = fc.array(stroke, { minLength: 1, maxLength: 5 })

describe('strokes on the wire', () => {
  it('become an ink that keeps what was said and invents nothing', () => {
    expect(toInk([[[1, 2], [1, 2, 3], { x: 1, y: 2, pressure: 0.5 }]])).toStrictEqual([
      {
        points: [
          { x: 1, y: 2 },
          { x: 1, y: 2, t: 3 },
          { x: 1, y: 2, pressure: 0.5 },
        ],
      },
    ])
  })

  it('may be coordinates one after the other', () => {
    expect(toInk([[1, 2, 3, 4]])).toStrictEqual([
      {
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
    ])
  })

  it('drop fields that the ink does not know', () => {
    const [stroke] = toInk([[JSON.parse('{"x":1,"y":2,"tilt":3}')]])
    expect(stroke.points).toStrictEqual([{ x: 1, y: 2 }])
  })

  it('give back every ink that was written, also through JSON', () => {
    fc.assert(
      fc.property(ink, (value) => {
        const wire = fromInk(value)
        expect(checkStrokes(wire)).toBe(undefined)
        expect(toInk(wire)).toStrictEqual(value)
        expect(toInk(JSON.parse(JSON.stringify(wire)))).toEqual(positiveZeros(value))
      }),
      { seed: 2 },
    )
  })

  it('are written as short arrays where they have no pressure', () => {
    expect(
      fromInk([
        {
          points: [
            { x: 1, y: 2 },
            { x: 1, y: 2, t: 3 },
          ],
        },
      ]),
    ).toEqual([
      [
        [1, 2],
        [1, 2, 3],
      ],
    ])
  })
})

describe('the inputs of a request', () => {
  const strokes = [[[1, 2] as const]]
  const ink = [{ points: [{ x: 1, y: 2 }] }]

  it('are one ink, several inks, one image or several images', () => {
    expect(toInputs({ strokes })).toEqual([{ ink }])
    expect(toInputs({ inks: [{ strokes }, { strokes }] })).toEqual([{ ink }, { ink }])
    expect(toInputs({ raster: [0, 1] })).toEqual([{ raster: Float32Array.of(0, 1) }])
    expect(toInputs({ rasters: [[0], [1]] })).toEqual([
      { raster: Float32Array.of(0) },
      { raster: Float32Array.of(1) },
    ])
  })
})

describe('an image on the wire', () => {
  it('of bytes is read as numbers in 0..1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 784, maxLength: 784 }), (bytes) => {
        const raster = toRaster(btoa(String.fromCharCode(...bytes)))
        expect(raster).toEqual(Float32Array.from(bytes, (byte) => byte / 255))
      }),
      { numRuns: 20, seed: 3 },
    )
  })
})

/** JSON knows no negative zero. */
function positiveZeros(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
