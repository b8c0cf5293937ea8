import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { loadPendigits, loadUnipen } from '../data/index.ts'
import { testDataDir } from '../data/test-data-dir.ts'
import { drawHeldOutFixture, formatFixture, type HeldOutFixture } from './held-out-fixture.ts'

const COMMITTED = resolve(import.meta.dirname, '../../../test/fixtures/held-out-digits.json')

// The data sets are read whole, which takes long beside a training.
vi.setConfig({ testTimeout: 300_000 })

describe('the fixture of held-out digits', () => {
  test('the committed file is what the script draws', async () => {
    const unipen = await loadUnipen(['1a'], { dir: testDataDir() })
    const pendigits = await loadPendigits({ dir: testDataDir() })
    const drawn = formatFixture(drawHeldOutFixture([unipen.test, pendigits.test]))
    expect(readFileSync(COMMITTED, 'utf8')).toBe(drawn)
  })

  test('it has ten digits of each label, five from each source, inside of the box', () => {
    const { samples }: HeldOutFixture = JSON.parse(readFileSync(COMMITTED, 'utf8'))
    const counts = new Map<string, number>()
    for (const { label, source, strokes } of samples) {
      counts.set(label + source, (counts.get(label + source) ?? 0) + 1)
      const coordinates = strokes.flat(2)
      expect(Math.min(...coordinates)).toBe(0)
      expect(Math.max(...coordinates)).toBe(1000)
    }
    expect(counts.size).toBe(20)
    expect(new Set(counts.values())).toEqual(new Set([5]))
  })

  test('it names its sources and their licence', () => {
    const { attribution }: HeldOutFixture = JSON.parse(readFileSync(COMMITTED, 'utf8'))
    expect(attribution.map(({ source }) => source)).toEqual(['unipen', 'pendigits'])
    for (const { licence } of attribution) expect(licence).toContain('CC BY 4.0')
  })
})
