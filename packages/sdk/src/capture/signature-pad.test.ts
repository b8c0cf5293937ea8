import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InkDocumentError } from './errors.ts'
import { inkDocument } from './ink-document.ts'
import { fromPointGroups, toPointGroups } from './signature-pad.ts'

const SIZE = { width: 300, height: 200 }

const group = (points: object[], more: object = {}) => ({
  penColor: 'blue',
  dotSize: 0,
  minWidth: 0.5,
  maxWidth: 2.5,
  velocityFilterWeight: 0.7,
  compositeOperation: 'source-over',
  points,
  ...more,
})

const line = (y: number, xs = [0, 20, 40, 60, 80, 100]) =>
  xs.map((x, i) => ({ x, y, time: 1000 + i * 10, pressure: 0.5 }))

test('a group becomes a stroke with its colour and widths, and with the times it had', () => {
  const { strokes, size } = fromPointGroups([group(line(5, [1, 2]))], SIZE)
  expect(size).toEqual(SIZE)
  expect(strokes).toEqual([
    {
      points: [
        { x: 1, y: 5, t: 1000 },
        { x: 2, y: 5, t: 1010 },
      ],
      style: { width: 3, thinning: 2 / 3, color: 'blue' },
    },
  ])
})

test('pressure that changes is kept, pressure that does not is that of no pen', () => {
  const points = line(5, [1, 2]).map((point, i) => ({ ...point, pressure: i / 4 }))
  const [{ points: pen }] = fromPointGroups([group(points)], SIZE).strokes
  expect(pen.map(({ pressure }) => pressure)).toEqual([0, 0.25])
})

test('what was erased is cut out of the strokes: it is neither seen nor recognised', () => {
  const eraser = group(
    [
      { x: 50, y: -20, time: 1, pressure: 0.5 },
      { x: 50, y: 20, time: 2, pressure: 0.5 },
    ],
    { compositeOperation: 'destination-out', minWidth: 2, maxWidth: 4 },
  )
  const { strokes } = fromPointGroups(
    [group(line(0)), group(line(100)), eraser, group(line(3))],
    SIZE,
  )
  expect(strokes.map(({ points }) => points.map(({ x }) => x))).toEqual([
    [0, 20, 40],
    [60, 80, 100],
    [0, 20, 40, 60, 80, 100],
    [0, 20, 40, 60, 80, 100],
  ])
})

test('an erased stroke is gone', () => {
  const eraser = group(line(0), { compositeOperation: 'destination-out' })
  expect(fromPointGroups([group(line(1)), eraser], SIZE).strokes).toEqual([])
})

test('groups come back from a document that was made of them', () => {
  const points = line(5).map((point, i) => ({ ...point, pressure: i / 10 }))
  const groups = [group(points, { minWidth: 1, maxWidth: 3 })]
  expect(toPointGroups(fromPointGroups(groups, SIZE))).toEqual(groups)
})

test('ink without time and pressure gets what stands for none', () => {
  const style = { width: 4, thinning: 0.5 }
  const document = inkDocument({ size: SIZE, strokes: [{ points: [{ x: 1, y: 2 }], style }] })
  expect(toPointGroups(document)).toEqual([
    group([{ x: 1, y: 2, time: 0, pressure: 0.5 }], {
      penColor: 'black',
      minWidth: 1,
      maxWidth: 3,
    }),
  ])
})

test('groups without points and widths are taken as signature_pad takes them', () => {
  const bare = { points: line(0, [1]) }
  const [stroke, ...others] = fromPointGroups([bare, { points: [] }], SIZE).strokes
  expect(others).toEqual([])
  expect(stroke.style).toEqual({ width: 3, thinning: 2 / 3, color: undefined })
})

test('whatever comes is taken or refused by name', () => {
  const near = fc
    .tuple(fc.constantFrom('points', 'minWidth', 'penColor', 'compositeOperation'), fc.anything())
    .map(([key, value]) => [group(line(0)), group(line(0), { [key]: value })])
  fc.assert(
    fc.property(fc.oneof(fc.anything(), near), (value) => {
      try {
        const { strokes } = fromPointGroups(value, SIZE)
        for (const { style } of strokes) expect(style.width).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(InkDocumentError)
      }
    }),
  )
})
