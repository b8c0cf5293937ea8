/** What every recognizer promises: one suite, run against each implementation. */
import type { Ink } from '@edgeink/ink'
import { afterEach, describe, expect, test } from 'vitest'
import type { Recognizer } from '../recognizer/recognizer.ts'

const INK: Ink = [
  {
    points: [
      { x: 10, y: 10, t: 0 },
      { x: 60, y: 12, t: 40 },
      { x: 30, y: 90, t: 90 },
    ],
  },
]

export interface ContractSubject {
  readonly name: string
  readonly source: 'device' | 'edge'
  /** A recognizer of ten digits whose answers are real enough to sum to 1. */
  create(): Recognizer
}

export function describeRecognizer({ name, source, create }: ContractSubject): void {
  describe(`contract of ${name}`, () => {
    const made: Recognizer[] = []
    const make = () => {
      const recognizer = create()
      made.push(recognizer)
      return recognizer
    }
    afterEach(() => {
      for (const recognizer of made.splice(0)) recognizer.dispose()
    })

    test('the answer names its model, its source and how long it took', async () => {
      const recognition = await make().recognize(INK)
      expect(recognition.source).toBe(source)
      expect(recognition.model).toEqual({ id: expect.any(String), version: expect.any(String) })
      expect(recognition.duration).toBeGreaterThanOrEqual(0)
      expect(recognition.rejected).toBeTypeOf('boolean')
    })

    test('three candidates come by default, by falling probability', async () => {
      const { candidates } = await make().recognize(INK)
      expect(candidates).toHaveLength(3)
      const probabilities = candidates.map(({ probability }) => probability)
      expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a))
    })

    test('topK lists as many candidates, and all of them sum to 1', async () => {
      const { candidates } = await make().recognize(INK, { topK: 10 })
      expect(candidates.map(({ label }) => label).toSorted()).toEqual([...'0123456789'])
      expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5)
    })

    test('only allowed labels are answered', async () => {
      const { candidates } = await make().recognize(INK, { topK: 10, allowed: ['1', '7'] })
      expect(candidates.map(({ label }) => label).toSorted()).toEqual(['1', '7'])
    })

    test('the same ink has the same answer', async () => {
      const recognizer = make()
      const first = await recognizer.recognize(INK)
      expect((await recognizer.recognize(INK)).candidates).toEqual(first.candidates)
    })

    test('an empty ink is refused by name', async () => {
      const recognizer = make()
      const code = 'INK_EMPTY'
      await expect(recognizer.recognize([])).rejects.toMatchObject({ code })
      await expect(recognizer.recognize([{ points: [] }])).rejects.toMatchObject({ code })
    })

    test('an ink with NaN is refused by name, and the next one is answered', async () => {
      const recognizer = make()
      const broken = [{ points: [{ x: Number.NaN, y: 0 }] }]
      await expect(recognizer.recognize(broken)).rejects.toMatchObject({ code: 'INK_NOT_FINITE' })
      await expect(recognizer.recognize(INK)).resolves.toBeDefined()
    })

    test('a dot is answered', async () => {
      await expect(make().recognize([{ points: [{ x: 5, y: 5 }] }])).resolves.toBeDefined()
    })

    test('an aborted signal rejects with its reason', async () => {
      const recognizer = make()
      const reason = new Error('enough')
      const signal = AbortSignal.abort(reason)
      await expect(recognizer.recognize(INK, { signal })).rejects.toBe(reason)
      const controller = new AbortController()
      const pending = recognizer.recognize(INK, { signal: controller.signal })
      controller.abort(reason)
      await expect(pending).rejects.toBe(reason)
    })

    test('a disposed recognizer refuses, and may be disposed again', async () => {
      const recognizer = make()
      recognizer.dispose()
      recognizer.dispose()
      await expect(recognizer.recognize(INK)).rejects.toMatchObject({ code: 'DISPOSED' })
    })

    test('disposing rejects what is under way', async () => {
      const recognizer = make()
      const pending = recognizer.recognize(INK)
      recognizer.dispose()
      await expect(pending).rejects.toMatchObject({ code: 'DISPOSED' })
    })
  })
}
