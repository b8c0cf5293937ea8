import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toyInks } from '../../testing/toy-inks.ts'
import { trainToyRun } from '../../testing/toy-run.ts'
import { type FolderModel, readModelFolder } from '../model-folder.ts'
import { findDisagreements, listDisagreement, sampleId } from './disagreements.ts'

let folder: string
let source: FolderModel
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-disagreements-'))
  const run = await trainToyRun(folder, 'trace', 'trace', { epochs: 10 })
  source = await readModelFolder(join(run, 'export'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('disagreements', () => {
  const inks = toyInks(30, 'mislabelled')
  const samples = inks.map((ink, i) => (i === 4 ? { ...ink, label: '2' } : ink))

  it('find the sample under a wrong label, and no other', async () => {
    const sets = [{ name: 'toys', samples }]
    const found = await findDisagreements(source, sets, { confidence: 0.5 })
    expect(found.map(listDisagreement)).toEqual([
      {
        set: 'toys',
        id: sampleId(inks[4]),
        writer: inks[4].writer,
        label: '2',
        read: '1',
        confidence: expect.closeTo(found[0].confidence, 3),
      },
    ])
  })

  it('leave out what is not sure enough', async () => {
    const sets = [{ name: 'toys', samples }]
    const unsure = { ...source, manifest: { ...source.manifest, temperature: 50 } }
    expect(await findDisagreements(unsure, sets, { confidence: 0.9 })).toEqual([])
    expect(await findDisagreements(unsure, sets, { confidence: 0.3 })).toHaveLength(1)
  })

  it('name a sample by its contents, whatever its label', () => {
    expect(sampleId(samples[4])).toBe(sampleId(inks[4]))
    expect(new Set(inks.map(sampleId)).size).toBe(inks.length)
  })
})
