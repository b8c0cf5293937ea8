import { describe, expect, test, vi } from 'vitest'
import { ModelFetchError } from '../errors.ts'
import type { Recognizer } from '../recognizer/recognizer.ts'
import { handwriting } from './handwriting.ts'
import type { HandwritingStroke } from './stroke.ts'

const EN = { languages: ['en'] }

/** Reads vertical strokes as 1 and level ones as a dash, and is not sure of it. */
function standIn(overrides: object = {}) {
  const recognizer: Recognizer & { ready?: Promise<void> } = {
    async recognize(ink) {
      const points = ink.flatMap((stroke) => stroke.points)
      const height = Math.abs(points[0].y - (points.at(-1)?.y ?? 0))
      const [label, other] = height > 10 ? ['1', 'l'] : ['-', '_']
      return {
        candidates: [
          { label, probability: ink.length === 1 ? 0.8 : 0.3 },
          { label: other, probability: 0.2 },
        ],
        rejected: false,
        model: { id: 'm', version: '1' },
        source: 'device',
        duration: 0,
      }
    },
    dispose: vi.fn(),
  }
  return Object.defineProperties(recognizer, Object.getOwnPropertyDescriptors(overrides))
}

const apiOf = (recognizer = standIn(), more = {}) =>
  handwriting({ recognizer, languages: ['en'], ...more })

function vertical(Stroke: typeof HandwritingStroke, x: number): HandwritingStroke {
  const stroke = new Stroke()
  stroke.addPoint({ x, y: 0, t: x })
  stroke.addPoint({ x, y: 100, t: x + 1 })
  return stroke
}

describe('a query', () => {
  test('tells what the recognizer can do, in a new object each time', async () => {
    const api = apiOf()
    const first = await api.queryHandwritingRecognizer(EN)
    expect(first).toEqual({
      textAlternatives: true,
      textSegmentation: true,
      hints: {
        recognitionType: ['text', 'per-character'],
        inputType: ['mouse', 'stylus', 'touch'],
        alternatives: true,
      },
    })
    expect(await api.queryHandwritingRecognizer(EN)).not.toBe(first)
  })

  test('is answered null for no languages and for unknown ones, and rejected without the member', async () => {
    const api = apiOf()
    expect(await api.queryHandwritingRecognizer({ languages: [] })).toBeNull()
    expect(await api.queryHandwritingRecognizer({ languages: ['en', 'fr'] })).toBeNull()
    // @ts-expect-error: what a page without types may call
    await expect(api.queryHandwritingRecognizer({})).rejects.toBeInstanceOf(TypeError)
  })
})

describe('creating a recognizer', () => {
  test('is not supported without languages and for unknown ones', async () => {
    const api = apiOf()
    for (const languages of [[], ['fr'], ['en', 'fr']]) {
      const creating = api.createHandwritingRecognizer({ languages })
      await expect(creating).rejects.toMatchObject({ name: 'NotSupportedError' })
      await expect(creating).rejects.toBeInstanceOf(DOMException)
    }
  })

  test('is refused when too many are active, and goes on when one was finished', async () => {
    const api = apiOf(standIn(), { maxActive: 1 })
    const first = await api.createHandwritingRecognizer(EN)
    const second = api.createHandwritingRecognizer(EN)
    await expect(second).rejects.toMatchObject({ name: 'QuotaExceededError' })
    first.finish()
    first.finish()
    await expect(api.createHandwritingRecognizer(EN)).resolves.toBeDefined()
    await expect(api.createHandwritingRecognizer(EN)).rejects.toBeDefined()
  })

  test('may be tried again where the model did not come, and says so by OperationError', async () => {
    let fails = true
    const recognizer = standIn({
      get ready() {
        return fails ? Promise.reject(new ModelFetchError('/model', 503)) : Promise.resolve()
      },
    })
    const api = apiOf(recognizer)
    await expect(api.createHandwritingRecognizer(EN)).rejects.toMatchObject({
      name: 'OperationError',
      cause: { code: 'MODEL_FETCH' },
    })
    fails = false
    await expect(api.createHandwritingRecognizer(EN)).resolves.toBeDefined()
  })

  test('fails with UnknownError where trying again does not help', async () => {
    const recognizer = standIn()
    const disposed = Object.assign(new Error('disposed'), { code: 'DISPOSED' })
    Object.defineProperty(recognizer, 'ready', { get: () => Promise.reject(disposed) })
    const creating = apiOf(recognizer).createHandwritingRecognizer(EN)
    await expect(creating).rejects.toMatchObject({ name: 'UnknownError' })
  })

  test('is the only way to make one', () => {
    const { HandwritingDrawing, HandwritingRecognizer } = apiOf()
    // @ts-expect-error: what a page without types may call
    expect(() => new HandwritingDrawing()).toThrow('Illegal constructor')
    // @ts-expect-error: what a page without types may call
    expect(() => new HandwritingRecognizer()).toThrow('Illegal constructor')
  })
})

describe('a drawing', () => {
  const start = async (hints?: object, recognizer = standIn()) => {
    const api = apiOf(recognizer)
    const made = await api.createHandwritingRecognizer(EN)
    return { api, made, drawing: made.startDrawing(hints) }
  }

  test('keeps the very strokes, in order, twice if added twice', async () => {
    const { api, drawing } = await start()
    const [a, b] = [vertical(api.HandwritingStroke, 0), vertical(api.HandwritingStroke, 60)]
    for (const stroke of [a, b, a]) drawing.addStroke(stroke)
    expect(drawing.getStrokes()).toEqual([a, b, a])
    expect(drawing.getStrokes()[0]).toBe(a)
    expect(drawing.getStrokes()).not.toBe(drawing.getStrokes())
  })

  test('removes every entry of a stroke, and ignores one that it does not have', async () => {
    const { api, drawing } = await start()
    const [a, b] = [vertical(api.HandwritingStroke, 0), vertical(api.HandwritingStroke, 60)]
    for (const stroke of [a, b, a]) drawing.addStroke(stroke)
    drawing.removeStroke(new api.HandwritingStroke())
    drawing.removeStroke(a)
    expect(drawing.getStrokes()).toEqual([b])
    drawing.clear()
    expect(drawing.getStrokes()).toEqual([])
  })

  test('takes nothing but strokes', async () => {
    const { api, drawing } = await start()
    const lookalike = Object.create(api.HandwritingStroke.prototype)
    for (const stroke of [undefined, null, {}, [], 'stroke']) {
      expect(() => drawing.addStroke(stroke as never)).toThrow(TypeError)
      expect(() => drawing.removeStroke(stroke as never)).toThrow(TypeError)
    }
    expect(() => drawing.addStroke(lookalike)).toThrow(TypeError)
  })

  test('counts points that its strokes got later, up to the question', async () => {
    const { api, drawing } = await start()
    const stroke = new api.HandwritingStroke()
    drawing.addStroke(stroke)
    expect(await drawing.getPrediction()).toEqual([])
    stroke.addPoint({ x: 0, y: 0 })
    stroke.addPoint({ x: 0, y: 100 })
    const asked = drawing.getPrediction()
    stroke.clear()
    drawing.clear()
    const [{ text, segmentationResult }] = await asked
    expect(text).toBe('1')
    expect(segmentationResult).toEqual([
      {
        grapheme: '1',
        beginIndex: 0,
        endIndex: 1,
        drawingSegments: [{ strokeIndex: 0, beginPointIndex: 0, endPointIndex: 2 }],
      },
    ])
  })

  test('has no prediction without strokes', async () => {
    const { drawing } = await start()
    expect(await drawing.getPrediction()).toEqual([])
  })

  test.each([
    [undefined, 3],
    [1, 1],
    [2, 2],
    [0, 0],
    [2 ** 32, 0],
    ['2', 2],
  ])('asked for %s alternatives has %d predictions', async (alternatives, expected) => {
    const { api, drawing } = await start({ alternatives })
    drawing.addStroke(vertical(api.HandwritingStroke, 0))
    drawing.addStroke(vertical(api.HandwritingStroke, 60))
    expect(await drawing.getPrediction()).toHaveLength(expected)
  })

  test('has a space between words as text, and none per character', async () => {
    for (const [recognitionType, expected] of [
      ['text', '1 1'],
      ['per-character', '11'],
      ['serial-number', '1 1'],
    ]) {
      const { api, drawing } = await start({ recognitionType })
      drawing.addStroke(vertical(api.HandwritingStroke, 0))
      drawing.addStroke(vertical(api.HandwritingStroke, 300))
      const [{ text, segmentationResult }] = await drawing.getPrediction()
      expect(text).toBe(expected)
      for (const { grapheme, beginIndex, endIndex } of segmentationResult ?? []) {
        expect(text.slice(beginIndex, endIndex)).toBe(grapheme)
      }
    }
  })

  test('of a finished recognizer rejects, even without strokes, and its other methods go on', async () => {
    const { api, made, drawing } = await start()
    made.finish()
    const state = { name: 'InvalidStateError' }
    await expect(drawing.getPrediction()).rejects.toMatchObject(state)
    expect(() => made.startDrawing()).toThrow(expect.objectContaining(state))
    drawing.addStroke(new api.HandwritingStroke())
    expect(drawing.getStrokes()).toHaveLength(1)
  })

  test('rejects what is under way when the recognizer is finished', async () => {
    const { api, made, drawing } = await start()
    drawing.addStroke(vertical(api.HandwritingStroke, 0))
    const pending = drawing.getPrediction()
    made.finish()
    await expect(pending).rejects.toMatchObject({ name: 'InvalidStateError' })
  })

  test('rejects with UnknownError when the recognizer fails', async () => {
    const recognizer = standIn({ recognize: () => Promise.reject(new Error('broken')) })
    const { api, drawing } = await start({}, recognizer)
    drawing.addStroke(vertical(api.HandwritingStroke, 0))
    const asking = drawing.getPrediction()
    await expect(asking).rejects.toMatchObject({
      name: 'UnknownError',
      cause: { message: 'broken' },
    })
  })
})

describe('a stroke', () => {
  test('hands out copies of its points', () => {
    const { HandwritingStroke } = apiOf()
    const stroke = new HandwritingStroke()
    const given = { x: 1, y: 2, t: 3 }
    stroke.addPoint(given)
    given.x = 9
    stroke.getPoints()[0].y = 9
    stroke.getPoints().pop()
    expect(stroke.getPoints()).toEqual([{ x: 1, y: 2, t: 3 }])
    stroke.clear()
    expect(stroke.getPoints()).toEqual([])
  })
})

test('a recognizer that was handed in is never disposed of', async () => {
  const recognizer = standIn()
  const made = await apiOf(recognizer).createHandwritingRecognizer(EN)
  made.finish()
  expect(recognizer.dispose).not.toHaveBeenCalled()
})
