import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InkSample, RasterSample } from './samples.ts'
import { assignWriters, splitByWriter, splitMnist, type Writer } from './split.ts'

const writers = (stratum: string, count: number): Writer[] =>
  Array.from({ length: count }, (_, i) => ({ writer: `${stratum}/${i}`, stratum }))

const sample = (writer: string): InkSample => ({ ink: [], label: '1', source: 'unipen', writer })

describe('assignWriters', () => {
  test('a stratum of three or more gives writers to each part, and trains on most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 80 }), fc.integer(), (count, seed) => {
        const parts = [...assignWriters(writers('apa', count), seed).values()]
        const share = (part: string) => parts.filter((found) => found === part).length / count
        expect(new Set(parts)).toEqual(new Set(['train', 'validation', 'test']))
        expect(share('train')).toBeGreaterThanOrEqual(1 / 3)
        expect(share('test')).toBeLessThanOrEqual(1 / 3)
      }),
    )
  })

  test('a lone writer trains, and of two one trains and one tests', () => {
    expect([...assignWriters(writers('lou', 1)).values()]).toEqual(['train'])
    expect([...assignWriters(writers('val', 2)).values()].sort()).toEqual(['test', 'train'])
  })

  test('the order of the writers, repetitions and other strata change nothing', () => {
    const apa = writers('apa', 9)
    const alone = assignWriters(apa)
    const among = assignWriters([...writers('art', 5), ...apa.toReversed(), ...apa])
    for (const [writer, part] of alone) expect(among.get(writer)).toBe(part)
  })

  test('another seed gives another split', () => {
    const parts = (seed: number) =>
      JSON.stringify([...assignWriters(writers('apb', 40), seed)].sort())
    expect(parts(1)).toBe(parts(1))
    expect(parts(1)).not.toBe(parts(2))
  })
})

describe('splitByWriter', () => {
  test('every sample goes to the part of its writer', () => {
    const parts = new Map([
      ['a', 'train'],
      ['b', 'test'],
    ] as const)
    const split = splitByWriter(['a', 'b', 'a'].map(sample), parts)
    expect(split.train.map(({ writer }) => writer)).toEqual(['a', 'a'])
    expect(split.validation).toEqual([])
    expect(split.test.map(({ writer }) => writer)).toEqual(['b'])
  })

  test('a writer without a part is an error', () => {
    expect(() => splitByWriter([sample('c')], new Map())).toThrow(/c was not assigned/)
  })
})

describe('splitMnist', () => {
  test('validation is drawn from the training set, and the test set stays whole', () => {
    const images = (count: number): RasterSample[] =>
      Array.from({ length: count }, (_, i) => ({
        raster: Uint8Array.of(i % 256),
        label: String(i),
        source: 'mnist',
      }))
    const [train, held] = [images(100), images(7)]
    const split = splitMnist(train, held)
    expect(split.test).toBe(held)
    expect(split.validation).toHaveLength(10)
    expect(new Set([...split.train, ...split.validation])).toEqual(new Set(train))
    expect(splitMnist(train, held)).toEqual(split)
    expect(splitMnist(train, held, 2).validation).not.toEqual(split.validation)
  })
})
