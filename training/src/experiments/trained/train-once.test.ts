import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { networkShape } from '../../config/network-shape.ts'
import { parseConfig } from '../../config/parse.ts'
import { parameterCount } from '../../model/network.ts'
import { trainToyRun } from '../../testing/toy-run.ts'
import type { ExperimentContext } from '../experiment.ts'
import { NETWORKS, type NetworkName, PAPER_PARAMETERS, recipeOf } from './networks.ts'
import { trainOnce } from './train-once.ts'

let context: ExperimentContext
beforeAll(async () => {
  context = {
    runs: await mkdtemp(join(tmpdir(), 'edgeink-train-once-')),
    // No data is there: a run that is finished or of another recipe must not need any.
    data: '/nowhere',
    compute: { threads: 1 },
    signal: new AbortController().signal,
    out: { write: () => true } as unknown as NodeJS.WriteStream,
  }
})
afterAll(() => rm(context.runs, { recursive: true }))

describe('the recipes', () => {
  it.each(Object.keys(NETWORKS) as NetworkName[])(
    'of %s is the paper’s, at as many parameters within 2 %%',
    async (network) => {
      const config = parseConfig(await recipeOf(network, 3, false))
      const count = parameterCount(networkShape(config))
      expect(Math.abs(count / PAPER_PARAMETERS - 1)).toBeLessThan(0.02)
      expect(config).toMatchObject({
        sources: { mnist: 1 },
        augment: false,
        epochs: 10,
        batch: 128,
        learningRate: 1e-3,
        clipNorm: 1,
        dropout: 0.3,
        weightDecay: 5e-4,
        seed: 3,
        limit: 0,
      })
    },
  )
})

describe('a run of an experiment', () => {
  it('is not trained again when it has ended, whatever computed it', async () => {
    const path = await trainToyRun(context.runs, 'finished', 'raster', { epochs: 1, seed: 5 })
    const folder = await trainOnce('finished', { seed: 5, hidden: 8 }, context)
    expect(folder?.path).toBe(path)
  })

  it('of another recipe is refused', async () => {
    await expect(trainOnce('finished', { seed: 6, hidden: 8 }, context)).rejects.toThrow(
      /finished: holds a run with seed 5, expected 6; move it away/,
    )
  })

  it('that was cut before its first checkpoint is begun anew', async () => {
    await mkdir(join(context.runs, 'cut'))
    await writeFile(join(context.runs, 'cut/config.json'), '{"config":{"seed":5}}')
    await expect(trainOnce('cut', { seed: 5 }, context)).rejects.toMatchObject({
      code: expect.stringMatching(/^DATA_/),
    })
  })
})
