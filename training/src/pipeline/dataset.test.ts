import { describe, expect, it } from 'vitest'
import { parseConfig } from '../config/parse.ts'
import { testDataDir } from '../data/test-data-dir.ts'
import { toyInks } from '../testing/toy-inks.ts'
import { createDataset, loadDataset, usedSources } from './dataset.ts'

const LABELS = ['0', '1', '2']

describe('a data set', () => {
  const inks = toyInks(30)
  const dataset = createDataset(
    [
      { name: 'a', weight: 2, train: inks.slice(0, 10), validation: inks.slice(10, 13) },
      { name: 'b', weight: 0.5, train: inks.slice(13, 20), validation: inks.slice(20, 24) },
    ],
    LABELS,
  )

  it('numbers the training samples by source, then those of validation', () => {
    expect(dataset.train).toEqual([
      { start: 0, count: 10, weight: 2 },
      { start: 10, count: 7, weight: 0.5 },
    ])
    expect([...dataset.validation]).toEqual([17, 18, 19, 20, 21, 22, 23])
    expect(dataset.samples[10]).toBe(inks[13])
    expect(dataset.samples[17]).toBe(inks[10])
  })

  it('knows source and label of every sample', () => {
    expect([0, 9, 10, 17, 19, 20].map((sample) => dataset.sourceOf(sample)).join('')).toBe('aabaab')
    dataset.samples.forEach(({ label }, i) => {
      expect(LABELS[dataset.labels[i]]).toBe(label)
    })
  })

  it('refuses a source without a sample to train on, by name', () => {
    const empty = { name: 'empty', weight: 1, train: [], validation: inks }
    expect(() => createDataset([empty], LABELS)).toThrow(
      expect.objectContaining({ code: 'DATA_FORMAT', message: expect.stringContaining('empty') }),
    )
  })
})

describe('the sources of a config', () => {
  it('are those with a weight that its view can show', () => {
    const sources = { mnist: 1, unipen: 0, pendigits: 2 }
    expect(usedSources(parseConfig({ sources }))).toEqual(['mnist', 'pendigits'])
    expect(usedSources(parseConfig({ sources, view: 'trace' }))).toEqual(['pendigits'])
  })
})

describe('a data set from files', () => {
  it('has so many samples of each source as the limit allows, of the labels alone', async () => {
    const config = parseConfig({ sources: { pendigits: 1 }, labels: ['4', '9'], limit: 50 })
    const dataset = await loadDataset(config, { dir: testDataDir() })
    expect(dataset.train).toEqual([{ start: 0, count: 50, weight: 1 }])
    expect(dataset.validation).toHaveLength(50)
    expect(new Set(dataset.samples.map(({ label }) => label))).toEqual(new Set(['4', '9']))
  })
})
