import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InkHistory } from './ink-history.ts'

const SIZE = { width: 300, height: 200 }

function draw(history: InkHistory, ...xs: number[]): void {
  history.begin(SIZE)
  history.extend(xs.map((x) => ({ x, y: 0 })))
  history.end()
}

const xsOf = (history: InkHistory) => history.ink.map((stroke) => stroke.points.map(({ x }) => x))

test('a new history is empty and has nothing to undo or redo', () => {
  const history = new InkHistory()
  expect(history.ink).toEqual([])
  expect(history.isEmpty).toBe(true)
  expect([history.undo(), history.redo(), history.clear()]).toEqual([false, false, false])
})

test('the ink holds the stroke that is being drawn', () => {
  const history = new InkHistory()
  draw(history, 1, 2)
  history.begin(SIZE)
  history.extend([{ x: 3, y: 0 }])
  expect(xsOf(history)).toEqual([[1, 2], [3]])
})

test('a snapshot of the ink does not change when points arrive later', () => {
  const history = new InkHistory()
  history.begin(SIZE)
  history.extend([{ x: 1, y: 0 }])
  const before = history.ink
  history.extend([{ x: 2, y: 0 }])
  history.end()
  expect(before).toEqual([{ points: [{ x: 1, y: 0 }] }])
})

test('undo and redo walk through strokes and through a clear', () => {
  const history = new InkHistory()
  draw(history, 1)
  draw(history, 2)
  history.clear()
  expect(xsOf(history)).toEqual([])
  history.undo()
  expect(xsOf(history)).toEqual([[1], [2]])
  history.undo()
  expect(xsOf(history)).toEqual([[1]])
  history.redo()
  history.redo()
  expect(xsOf(history)).toEqual([])
  expect(history.canRedo).toBe(false)
})

test('a new stroke after an undo forgets what was undone', () => {
  const history = new InkHistory()
  draw(history, 1)
  history.undo()
  draw(history, 2)
  expect(history.canRedo).toBe(false)
  expect(xsOf(history)).toEqual([[2]])
})

test('undo waits while a stroke is being drawn', () => {
  const history = new InkHistory()
  draw(history, 1)
  history.begin(SIZE)
  history.extend([{ x: 2, y: 0 }])
  expect(history.undo()).toBe(false)
  expect(xsOf(history)).toEqual([[1], [2]])
})

test('a cancelled stroke leaves no trace and no step to undo', () => {
  const history = new InkHistory()
  history.begin(SIZE)
  history.extend([{ x: 1, y: 0 }])
  history.cancel()
  expect(history.isEmpty).toBe(true)
  expect(history.canUndo).toBe(false)
})

test('a stroke without points is not kept', () => {
  const history = new InkHistory()
  history.begin(SIZE)
  expect(history.end()).toBeUndefined()
  expect(history.canUndo).toBe(false)
})

test('clear drops the stroke that is being drawn, and undo brings the finished ones back', () => {
  const history = new InkHistory()
  draw(history, 1)
  history.begin(SIZE)
  history.extend([{ x: 2, y: 0 }])
  history.clear()
  expect(history.isEmpty).toBe(true)
  history.undo()
  expect(xsOf(history)).toEqual([[1]])
})

test('the first stroke settles the size of the page, an empty page takes the next one', () => {
  const history = new InkHistory()
  draw(history, 1)
  history.begin({ width: 100, height: 100 })
  expect(history.size).toEqual(SIZE)
  history.end()
  history.clear()
  history.begin({ width: 100, height: 100 })
  expect(history.size).toEqual({ width: 100, height: 100 })
})

test('undoing everything and redoing everything gives the same ink, whatever was drawn', () => {
  const action = fc.oneof(
    fc.array(fc.integer(), { minLength: 1, maxLength: 4 }),
    fc.constant('clear'),
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const history = new InkHistory()
      for (const step of actions) {
        if (typeof step === 'string') history.clear()
        else draw(history, ...step)
      }
      const ink = history.ink
      while (history.undo());
      expect(history.isEmpty).toBe(true)
      while (history.redo());
      expect(history.ink).toBe(ink)
    }),
  )
})

test('the undo stack is bounded', () => {
  const history = new InkHistory()
  for (let i = 0; i < 1000; i++) draw(history, i)
  let undone = 0
  while (history.undo()) undone++
  expect(undone).toBe(199)
  expect(history.ink).toHaveLength(801)
})

test('one way of the eraser is one step to undo, however many strokes it takes', () => {
  const history = new InkHistory()
  for (const x of [1, 2, 3]) draw(history, x)
  const [first, second, third] = history.ink
  expect(history.erase(new Set([second]), false)).toBe(true)
  expect(history.erase(new Set([third]), true)).toBe(true)
  expect(history.erase(new Set([third]), true)).toBe(false)
  expect(history.ink).toEqual([first])
  history.undo()
  expect(xsOf(history)).toEqual([[1], [2], [3]])
  history.redo()
  expect(xsOf(history)).toEqual([[1]])
})

test('a page that takes the place of another can be undone', () => {
  const history = new InkHistory()
  draw(history, 1)
  const size = { width: 10, height: 10 }
  history.replace({ strokes: [{ points: [{ x: 7, y: 0 }] }], size })
  expect([xsOf(history), history.size]).toEqual([[[7]], size])
  history.undo()
  expect([xsOf(history), history.size]).toEqual([[[1]], SIZE])
})
