import { beforeAll, describe, expect, test, vi } from 'vitest'
import { loadMnist, loadPendigits, loadUnipen } from './load.ts'
import { parsePendigits } from './pendigits.ts'
import type { InkSample } from './samples.ts'
import { PENDIGITS_FILE, UNIPEN_FILE } from './source/data-files.ts'
import { openDataFile } from './source/locate.ts'
import type { Part, Split } from './split.ts'
import { testDataDir } from './test-data-dir.ts'
import { UNIPEN_TASKS } from './unipen/archive.ts'

// The whole data sets, as published. Reading them takes seconds, and much longer beside a training.
vi.setConfig({ testTimeout: 300_000 })
const options = { dir: testDataDir() }

let digits: Promise<Split<InkSample>>

beforeAll(() => {
  digits = loadUnipen(['1a'], options)
})

const PARTS = ['train', 'validation', 'test'] as const

function writersOf(split: Split<InkSample>, part: Part): Set<string> {
  return new Set(split[part].map(({ writer }) => writer))
}

function expectNoWriterInTwoParts(...splits: Split<InkSample>[]): void {
  const partOf = new Map<string, Part>()
  for (const split of splits) {
    for (const part of PARTS) {
      for (const writer of writersOf(split, part)) {
        expect(partOf.get(writer) ?? part, writer).toBe(part)
        partOf.set(writer, part)
      }
    }
  }
}

function expectDrawn(samples: readonly InkSample[]): void {
  const empty = samples.filter(({ ink }) => !ink.some(({ points }) => points.length > 0))
  expect(empty).toEqual([])
}

describe('MNIST', () => {
  test('has 60,000 images to learn from, 5,000 of them held for validation, and 10,000 to test', async () => {
    const { train, validation, test: held } = await loadMnist(options)
    expect([train.length, validation.length, held.length]).toEqual([55_000, 5_000, 10_000])
    const sevens = [...train, ...validation].filter(({ label }) => label === '7').length
    // Y. LeCun's own count of the training set's sevens.
    expect(sevens).toBe(6_265)
    expect(held.slice(0, 5).map(({ label }) => label)).toEqual(['7', '2', '1', '0', '4'])
  })
})

describe('Pendigits', () => {
  test('has 7,494 digits of 30 writers', async () => {
    const samples = parsePendigits(await openDataFile(PENDIGITS_FILE, options))
    expect(samples).toHaveLength(7_494)
    expect(new Set(samples.map(({ writer }) => writer)).size).toBe(30)
    expectDrawn(samples)
  })

  test('is split by writer, with at least 1,200 digits to test', async () => {
    const split = await loadPendigits(options)
    expectNoWriterInTwoParts(split)
    expect(split.test.length).toBeGreaterThanOrEqual(1_200)
    expect(writersOf(split, 'validation').size).toBe(3)
  })
})

describe('UNIPEN', () => {
  test('has 14,384 digits, 23,921 upper-case and 57,017 lower-case letters', async () => {
    const archive = await openDataFile(UNIPEN_FILE, options)
    const [numerals, upper, lower] = UNIPEN_TASKS.map((task) => archive.samples(task))
    expect([numerals.length, upper.length, lower.length]).toEqual([14_384, 23_921, 57_017])

    const labels = (samples: readonly InkSample[]) =>
      [...new Set(samples.map(({ label }) => label))].sort().join('')
    expect(labels(numerals)).toBe('0123456789')
    expect(labels(upper)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(labels(lower)).toBe('abcdefghijklmnopqrstuvwxyz')
    expectDrawn([...numerals, ...upper, ...lower])
    expect(numerals.filter(({ template }) => template)).toHaveLength(396)
  })

  test('digits are split by writer, with at least 1,500 to test, and templates only there', async () => {
    const split = await digits
    expectNoWriterInTwoParts(split)
    expect(split.test.length).toBeGreaterThanOrEqual(1_500)
    expect([...split.train, ...split.validation].some(({ template }) => template)).toBe(false)
  })

  test('every contributor of digits with three writers or more has some in each part', async () => {
    const split = await digits
    const all = PARTS.flatMap((part) => split[part])
    for (const [contributor, samples] of Map.groupBy(all, (sample) => sample.contributor)) {
      if (new Set(samples.map(({ writer }) => writer)).size < 3) continue
      const parts = PARTS.filter((part) =>
        split[part].some((sample) => sample.contributor === contributor),
      )
      expect(parts, contributor).toEqual(PARTS)
    }
  })

  test('a writer is in the same part whichever tasks are loaded', async () => {
    const letters = await loadUnipen(['1b'], options)
    expectNoWriterInTwoParts(await digits, letters)
    const digitWriters = writersOf(await digits, 'test')
    const both = [...writersOf(letters, 'test')].filter((writer) => digitWriters.has(writer))
    expect(both.length).toBeGreaterThan(0)
  })

  test('is read once for all loads that share their options', async () => {
    const [first] = (await loadUnipen(['1a'], options)).train
    expect((await loadUnipen(['1a'], options)).train[0]).toBe(first)
    expect((await loadUnipen(['1a'], { ...options })).train[0]).not.toBe(first)
  })
})
