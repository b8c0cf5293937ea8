import { expect, test } from 'vitest'
import { replayTimeline } from './replay-timeline.ts'

const style = { width: 4, thinning: 0 }
const stroke = (...times: (number | undefined)[]) => ({
  points: times.map((t, x) => (t === undefined ? { x, y: 0 } : { x, y: 0, t })),
  style,
})

const countsAt = (strokes: ReturnType<typeof stroke>[], time: number, maxPause = 500) =>
  replayTimeline(strokes, maxPause)
    .at(time)
    .map(({ points }) => points.length)

test('points come at the times at which they were written, from the first on', () => {
  const strokes = [stroke(1000, 1010, 1030), stroke(1100, 1110)]
  expect(replayTimeline(strokes, 500).duration).toBe(110)
  expect([-1, 0, 29, 30, 99, 100, 110].map((time) => countsAt(strokes, time))).toEqual([
    [],
    [1],
    [2],
    [3],
    [3],
    [3, 1],
    [3, 2],
  ])
})

test('a finished stroke is always the same object, so that its path is drawn from memory', () => {
  const first = stroke(0, 10)
  const timeline = replayTimeline([first, stroke(20, 30)], 500)
  expect(timeline.at(25)[0]).toBe(first)
})

test('a long pause, or one that runs backwards, is as long as the longest that is waited for', () => {
  expect(replayTimeline([stroke(0, 10), stroke(60_000, 60_010)], 300).duration).toBe(320)
  expect(replayTimeline([stroke(60_000, 60_010), stroke(5, 15)], 300).duration).toBe(320)
})

test('points without times come one after the other', () => {
  expect(replayTimeline([stroke(undefined, undefined, undefined)], 500).duration).toBe(20)
})

test('nothing has nothing to replay', () => {
  expect(replayTimeline([], 500)).toMatchObject({ duration: 0 })
  expect(countsAt([], 0)).toEqual([])
})
