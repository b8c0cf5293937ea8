import type { Ink } from '@edgeink/ink'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { classifyTagged, taggedStroke } from '../testing/tagged-ink.ts'
import { type ClassifyInks, recognizeText } from './index.ts'

const classify = classifyTagged

/** 1, then a 7 whose bar was written last, then 3. */
const LATE_BAR: Ink = [
  taggedStroke(1, 0),
  taggedStroke(7, 60, { strokes: 2 }),
  taggedStroke(3, 120),
  taggedStroke(7, 65, { top: 45, height: 4, width: 30, strokes: 2 }),
]

/** As many strokes as told, each a character. */
const rowOf = (count: number): Ink =>
  Array.from({ length: count }, (_, i) => taggedStroke(i % 10, 60 * i))

describe('a row of characters', () => {
  test('is read from left to right, whatever order it was written in', async () => {
    const { text } = await recognizeText(rowOf(5).toReversed(), { classify })
    expect(text).toBe('01234')
  })

  test('gives a stroke that came late to the character that it stands in', async () => {
    const { text, characters } = await recognizeText(LATE_BAR, { classify })
    expect(text).toBe('173')
    expect(characters.map(({ strokes }) => strokes)).toEqual([[0], [1, 3], [2]])
  })

  test('names the points of each character, and leaves strokes without points out', async () => {
    const ink = [{ points: [] }, ...LATE_BAR]
    const { characters } = await recognizeText(ink, { classify })
    expect(characters[1].segments).toEqual([
      { stroke: 2, begin: 0, end: 3 },
      { stroke: 4, begin: 0, end: 3 },
    ])
  })

  test('shows a character to the model in the order in which it was written', async () => {
    const asked = vi.fn(classify)
    await recognizeText(LATE_BAR, { classify: asked })
    const sevens = asked.mock.calls.flatMap(([inks]) => inks).filter((ink) => ink.length === 2)
    expect(sevens).toContainEqual([LATE_BAR[1], LATE_BAR[3]])
  })

  test('of one stroke is one character', async () => {
    const { text, logProbability } = await recognizeText([taggedStroke(4, 0)], { classify })
    expect(text).toBe('4')
    expect(Math.exp(logProbability)).toBeGreaterThan(0.5)
  })

  test('has a space where a wide gap is, unless characters are unrelated', async () => {
    const ink = [taggedStroke(1, 0), taggedStroke(2, 60), taggedStroke(3, 300)]
    const { text, characters } = await recognizeText(ink, { classify })
    expect(text).toBe('12 3')
    expect(characters.map(({ begin, end }) => text.slice(begin, end))).toEqual(['1', '2', '3'])
    const apart = await recognizeText(ink, { classify, mode: 'per-character' })
    expect(apart.text).toBe('123')
  })

  test('that is evenly wide has no spaces', async () => {
    const ink = [0, 1, 2, 3].map((i) => taggedStroke(i, 240 * i))
    expect((await recognizeText(ink, { classify })).text).toBe('0123')
  })
})

describe('an answer', () => {
  test('lists other readings, the likeliest first', async () => {
    const { alternatives, text } = await recognizeText(rowOf(3), { classify, alternatives: 4 })
    expect(alternatives).toHaveLength(4)
    expect(alternatives[0].text).toBe(text)
    const scores = alternatives.map(({ logProbability }) => logProbability)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(new Set(alternatives.map((reading) => reading.text)).size).toBe(4)
  })

  test('keeps labels of several UTF-16 units whole', async () => {
    const wide: ClassifyInks = async (inks) =>
      inks.map(() => ({ candidates: [{ label: '👩‍🚀', probability: 1 }], rejected: false }))
    const { text, characters } = await recognizeText(rowOf(2), { classify: wide })
    expect(text).toBe('👩‍🚀👩‍🚀')
    expect(characters.map(({ begin, end }) => [begin, end])).toEqual([
      [0, 5],
      [5, 10],
    ])
  })

  const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const anyInk = fc
    .array(
      fc.array(
        fc.record({ x: coordinate, y: coordinate, t: fc.option(coordinate, { nil: undefined }) }),
        {
          maxLength: 6,
        },
      ),
      { maxLength: 9 },
    )
    .map((strokes): Ink => strokes.map((points) => ({ points })))
    .filter((ink) => ink.some(({ points }) => points.length > 0))

  test('gives each point of any ink to exactly one character', async () => {
    await fc.assert(
      fc.asyncProperty(anyInk, async (ink) => {
        const { alternatives } = await recognizeText(ink, { classify, alternatives: 5 })
        for (const { text, characters, logProbability } of alternatives) {
          const owned = characters.flatMap(({ segments }) => segments)
          const strokes = ink.flatMap(({ points }, stroke) =>
            points.length > 0 ? [{ stroke, begin: 0, end: points.length }] : [],
          )
          expect(owned.toSorted((a, b) => a.stroke - b.stroke)).toEqual(strokes)
          for (const { label, begin, end } of characters) expect(text.slice(begin, end)).toBe(label)
          expect(logProbability).toBeLessThanOrEqual(0)
        }
        const total = alternatives.reduce(
          (sum, { logProbability }) => sum + Math.exp(logProbability),
          0,
        )
        expect(total).toBeLessThan(1 + 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  test('is the same wherever the row stands and however large it is', async () => {
    const moved = LATE_BAR.map(({ points }) => ({
      points: points.map(({ x, y, pressure }) => ({
        x: 4096 * x - 8192,
        y: 4096 * y + 512,
        pressure,
      })),
    }))
    const { duration: _, ...here } = await recognizeText(LATE_BAR, { classify })
    const { duration: __, ...there } = await recognizeText(moved, { classify })
    expect(there).toEqual(here)
  })
})

describe('the work', () => {
  test('is bounded: the unlikeliest groups are not asked about, and the row is still read', async () => {
    const asked = vi.fn(classify)
    const ink = Array.from({ length: 40 }, (_, i) => taggedStroke(i % 10, 10 * i))
    await recognizeText(ink, { classify: asked, limits: { hypotheses: 50 } })
    expect(asked.mock.calls.flatMap(([inks]) => inks)).toHaveLength(50)
    const alone = await recognizeText(ink, { classify, limits: { hypotheses: 0 } })
    expect(alone.characters).toHaveLength(40)
  })

  test('is refused when there are too many strokes or no points', async () => {
    await expect(
      recognizeText(rowOf(5), { classify, limits: { strokes: 4 } }),
    ).rejects.toMatchObject({ code: 'INK_TOO_LARGE' })
    await expect(recognizeText([], { classify })).rejects.toMatchObject({ code: 'INK_EMPTY' })
  })

  test('refuses counts that leave nothing to answer', async () => {
    for (const count of [0, -1, 1.5, Number.NaN]) {
      for (const options of [{ topK: count }, { alternatives: count }]) {
        const answer = recognizeText([taggedStroke(1, 0)], { classify: classifyTagged, ...options })
        await expect(answer).rejects.toMatchObject({ code: 'OPTION' })
      }
    }
  })

  test('stops between two batches when the signal is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const asked = vi.fn<ClassifyInks>((inks, options) => {
      controller.abort(reason)
      return classify(inks, options)
    })
    const pending = recognizeText(rowOf(40), { classify: asked, signal: controller.signal })
    await expect(pending).rejects.toBe(reason)
    expect(asked).toHaveBeenCalledOnce()
  })

  test('asks for allowed labels only', async () => {
    const asked = vi.fn(classify)
    await recognizeText(rowOf(2), { classify: asked, allowed: ['0', '1'] })
    expect(asked.mock.calls[0][1].allowed).toEqual(['0', '1'])
  })

  test('goes to a model as a batch, and to a recognizer one ink after the other', async () => {
    const options = { topK: 3 }
    const model = {
      classify: vi.fn((inputs: readonly object[]) =>
        classify(
          inputs.map((input) => (input as { ink: Ink }).ink),
          options,
        ),
      ),
    }
    let busy = 0
    const recognizer = {
      async recognize(ink: Ink) {
        busy++
        expect(busy).toBe(1)
        const [prediction] = await classify([ink], options)
        busy--
        const from = { model: { id: 'm', version: '1' }, source: 'device', duration: 0 } as const
        return { ...prediction, ...from }
      },
    }
    const direct = await recognizeText(LATE_BAR, {
      model: { classify: async (inputs) => [...(await model.classify(inputs))] },
    })
    const asked = await recognizeText(LATE_BAR, { recognizer })
    expect(model.classify).toHaveBeenCalledOnce()
    expect(asked.text).toBe(direct.text)
  })
})

describe('times', () => {
  /** Narrow strokes side by side, each of 20 ms, with the pen lifted in between for as long as told. */
  const withLifts = (lifts: readonly number[]): Ink =>
    [0, ...lifts].map((_, i) => {
      const start = lifts.slice(0, i).reduce((sum, lift) => sum + lift + 20, 0)
      const { points } = taggedStroke(i, 12 * i, { width: 10 })
      return { points: points.map((point, p) => ({ ...point, t: start + 10 * p })) }
    })
  const pairsAreLikely: ClassifyInks = async (inks) =>
    inks.map(({ length }) => ({
      candidates: [{ label: 'a', probability: length === 2 ? 1 : 0.3 }],
      rejected: false,
    }))
  /** How likely it is that the first two strokes are one character. */
  const pairAtFirst = async (ink: Ink) => {
    const { alternatives } = await recognizeText(ink, { classify: pairsAreLikely, alternatives: 9 })
    return alternatives.find(({ characters }) => characters.length === 2)?.logProbability
  }

  test('of even pen lifts change nothing, and a long lift speaks against one character', async () => {
    const even = withLifts([100, 100, 100])
    const without = even.map(({ points }) => ({
      points: points.map(({ t: _, ...point }) => point),
    }))
    expect(await pairAtFirst(even)).toBeCloseTo((await pairAtFirst(without)) ?? Number.NaN, 9)
    expect(await pairAtFirst(withLifts([900, 100, 100]))).toBeLessThan(
      (await pairAtFirst(even)) ?? Number.NaN,
    )
  })
})
