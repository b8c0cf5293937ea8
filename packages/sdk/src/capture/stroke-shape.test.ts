import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shapeStroke } from './stroke-shape.ts'

const STYLE = { width: 8, thinning: 0.5 }

test('the curves begin at the first point, end at the last, and join', () => {
  const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true })
  const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 2 })
  fc.assert(
    fc.property(points, (stroke) => {
      const runs = shapeStroke(stroke, STYLE)
      expect(runs[0]).toMatchObject({ x: stroke[0].x, y: stroke[0].y })
      const last = runs.at(-1)?.curves.at(-1)
      expect(last?.x).toBeCloseTo(stroke.at(-1)!.x, 1)
      expect(last?.y).toBe(stroke.at(-1)!.y)
      for (let i = 1; i < runs.length; i++) {
        const end = runs[i - 1].curves.at(-1)
        expect([runs[i].x, runs[i].y]).toEqual([end?.x, end?.y])
      }
    }),
  )
})

test('a dot has a length, so that a canvas draws its round caps', () => {
  const [run] = shapeStroke([{ x: 5, y: 5 }], STYLE)
  expect(run.curves[0].x).toBeGreaterThan(run.x)
})

test('no points make no curves', () => {
  expect(shapeStroke([], STYLE)).toEqual([])
})

const line = (extra: (i: number) => object) =>
  Array.from({ length: 60 }, (_, i) => ({ x: i * 4, y: 0, ...extra(i) }))

const lastWidth = (points: Parameters<typeof shapeStroke>[0], style = STYLE) =>
  shapeStroke(points, style).at(-1)!.width

test('pressure gives the width', () => {
  expect(lastWidth(line(() => ({ pressure: 1 })))).toBeCloseTo(12, 0)
  expect(lastWidth(line(() => ({ pressure: 0 })))).toBeCloseTo(4, 0)
})

test('without pressure a fast line is thinner than a slow one', () => {
  const fast = lastWidth(line((i) => ({ t: i })))
  const slow = lastWidth(line((i) => ({ t: i * 40 })))
  expect(fast).toBeLessThan(8)
  expect(slow).toBeGreaterThan(8)
})

test('without pressure and times, or without thinning, the line has one width', () => {
  expect(
    shapeStroke(
      line(() => ({})),
      STYLE,
    ),
  ).toHaveLength(1)
  const even = shapeStroke(
    line((i) => ({ t: i })),
    { width: 8, thinning: 0 },
  )
  expect(even.map((run) => run.width)).toEqual([8])
})

test('times that do not advance give the medium width', () => {
  expect(
    shapeStroke(
      line(() => ({ t: 7 })),
      STYLE,
    ).map((run) => run.width),
  ).toEqual([8])
})
