import { describe, expect, it } from 'vitest'
import type { InkSample } from '../data/index.ts'
import { testDataDir } from '../data/test-data-dir.ts'
import { loadSets, setsOf } from './load-sets.ts'

const ink = (more: Partial<InkSample> = {}): InkSample => ({
  ink: [],
  label: '0',
  source: 'unipen',
  writer: 'unipen/ibm/1',
  ...more,
})

describe('the sets of a source', () => {
  it('are the source alone where nothing is a template', () => {
    expect(setsOf('unipen', [ink()]).map(({ name }) => name)).toEqual(['unipen'])
  })

  it('are the whole and the drawings where some are templates', () => {
    const sets = setsOf('unipen', [ink(), ink({ template: true }), ink()])
    expect(sets.map(({ name, samples }) => [name, samples.length])).toEqual([
      ['unipen', 3],
      ['unipen without templates', 2],
    ])
  })

  it('have only samples with one of the labels, and are left out when none has', async () => {
    const options = { dir: testDataDir() }
    const [set] = await loadSets(['pendigits'], 'validation', ['3', '7'], options)
    expect(new Set(set.samples.map(({ label }) => label))).toEqual(new Set(['3', '7']))
    expect(await loadSets(['pendigits'], 'validation', ['x'], options)).toEqual([])
  })
})
