import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Experiment } from './experiment.ts'
import { trainingExperiments } from './experiments.ts'
import { readResults } from './results.ts'
import { chooseExperiments, type RunExperimentsOptions, runExperiments } from './run-experiments.ts'

let folder: string
let options: RunExperimentsOptions
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-experiments-'))
  options = {
    runs: folder,
    results: join(folder, 'deep/results.json'),
    data: undefined,
    compute: {},
    again: false,
    machine: { node: 'v24', cpu: 'a processor', cores: 2 },
    signal: new AbortController().signal,
    out: { write: () => true } as unknown as NodeJS.WriteStream,
  }
})
afterEach(() => rm(folder, { recursive: true }))

const experiment = (name: string, run: Experiment['run'], spec: Experiment['spec'] = 1) =>
  ({ name, group: 'timing', about: '', spec, run }) satisfies Experiment

describe('experiments', () => {
  it('store each result with its spec, machine, commit, date and command', async () => {
    const one = experiment('one', async () => ({ seconds: 3 }), { size: [1, 2] })
    expect(await runExperiments([one], options)).toBe(true)
    expect(await readResults(options.results)).toEqual({
      one: {
        spec: { size: [1, 2] },
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        commit: expect.toSatisfy(
          (commit) => commit === null || /^[0-9a-f]{40}(-dirty)?$/.test(commit),
        ),
        command: 'npm run experiments -- --only one',
        machine: options.machine,
        seconds: 0,
        result: { seconds: 3 },
      },
    })
  })

  it('are measured once, again when their spec is another one or it is asked for', async () => {
    const run = vi.fn(async () => ({}))
    await runExperiments([experiment('one', run)], options)
    await runExperiments([experiment('one', run)], options)
    expect(run).toHaveBeenCalledTimes(1)
    await runExperiments([experiment('one', run, 2)], options)
    expect(run).toHaveBeenCalledTimes(2)
    await runExperiments([experiment('one', run, 2)], { ...options, again: true })
    expect(run).toHaveBeenCalledTimes(3)
  })

  it('that are cut keep the results before, and go on there', async () => {
    const first = vi.fn(async () => ({}))
    const cut = experiment('two', async () => undefined)
    expect(await runExperiments([experiment('one', first), cut], options)).toBe(false)
    expect(Object.keys(await readResults(options.results))).toEqual(['one'])
    const whole = experiment('two', async () => ({}))
    expect(await runExperiments([experiment('one', first), whole], options)).toBe(true)
    expect(first).toHaveBeenCalledTimes(1)
    expect(Object.keys(await readResults(options.results))).toEqual(['one', 'two'])
  })

  it('keep what another process has stored in the meantime', async () => {
    const slow = experiment('slow', async () => {
      await runExperiments([experiment('other', async () => ({}))], options)
      return {}
    })
    await runExperiments([slow], options)
    expect(Object.keys(await readResults(options.results))).toEqual(['other', 'slow'])
  })

  it('do not overwrite a results file that is damaged', async () => {
    options = { ...options, results: join(folder, 'damaged.json') }
    await writeFile(options.results, '{"experiments": {')
    const one = experiment('one', async () => ({}))
    await expect(runExperiments([one], options)).rejects.toThrow('expected a results file')
    expect(await readFile(options.results, 'utf8')).toBe('{"experiments": {')
  })
})

describe('the experiments that are asked for', () => {
  it('are named, in groups, or begin alike; without any word they are all', async () => {
    const all = await trainingExperiments(false)
    const names = (...asked: string[]) => chooseExperiments(all, asked).map(({ name }) => name)
    expect(names('cnn')).toEqual(['cnn-seed-1', 'cnn-seed-2', 'cnn-seed-3'])
    expect(names('batch-size', 'rnn-seed-2')).toEqual(['rnn-seed-2', 'batch-size'])
    expect(names('timing')).toEqual(['batch-size', 'gradient-checkpointing'])
    expect(names()).toHaveLength(17)
    expect(() => names('cnn', 'nothing')).toThrow(
      /begins with nothing; there are: training, timing/,
    )
  })
})
