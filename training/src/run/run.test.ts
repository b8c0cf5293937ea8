import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeCheckpoint } from '../checkpoint/checkpoint.ts'
import { parseConfig } from '../config/parse.ts'
import { ARCHITECTURES, hasInt8Form } from '../model/architecture.ts'
import { TOY_LABELS, toyDataset } from '../testing/toy-dataset.ts'
import { type RunOptions, resumeRun, startRun } from './run.ts'
import { runFolder } from './run-folder.ts'

const dataset = toyDataset()
const toyConfig = (changes: Record<string, unknown> = {}) =>
  parseConfig({
    labels: TOY_LABELS,
    sources: { mnist: 1 },
    hidden: 8,
    epochs: 2,
    batch: 16,
    warmup: 2,
    learningRate: 0.02,
    ema: 0.9,
    threads: 1,
    ...changes,
  })

let runs: string
beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'edgeink-runs-'))
})
afterAll(() => rm(runs, { recursive: true }))

const optionsOf = (id: string, more: Partial<RunOptions> = {}): RunOptions => ({
  folder: runFolder(runs, id),
  dataset,
  ...more,
})

/** Starts a run and cuts it after some steps, counted over all epochs. */
async function cutRun(id: string, config: ReturnType<typeof toyConfig>, steps: number) {
  const stop = new AbortController()
  let taken = 0
  const onStep = () => {
    if (++taken === steps) stop.abort()
  }
  return startRun(config, optionsOf(id, { signal: stop.signal, hooks: { onStep } }))
}

/** A history without what depends on the clock. */
const timeless = (history: readonly { seconds: number }[]) =>
  history.map(({ seconds: _, ...rest }) => rest)

describe('a run', () => {
  it('learns an easy task', async () => {
    const { state } = await startRun(toyConfig({ epochs: 12, augment: false }), optionsOf('easy'))
    expect(state.history.at(-1)?.loss).toBeLessThan(0.2)
    expect(state.history.at(-1)?.validationAccuracy).toBe(1)
  })

  it('writes config, history, checkpoint and an exported model', async () => {
    const { manifest } = await startRun(toyConfig(), optionsOf('files'))
    const folder = runFolder(runs, 'files')
    const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
    expect((await read(folder.config)).config).toEqual(toyConfig())
    expect(await read(folder.history)).toHaveLength(2)
    expect(decodeCheckpoint(await readFile(folder.checkpoint)).epoch).toBe(2)
    expect(await read(join(folder.model, 'manifest.json'))).toEqual(manifest)
    expect(await readFile(join(folder.model, 'raster.onnx'))).toHaveLength(manifest!.views[0].bytes)
  })

  it('goes on from the weights of another run, and refuses those of another network', async () => {
    const first = await startRun(toyConfig(), optionsOf('first'))
    const initialWeights = runFolder(runs, 'first').path
    const still = { learningRate: 0, finalLearningRate: 0, epochs: 1, initialWeights }
    const second = await startRun(toyConfig(still), optionsOf('second'))
    expect(second.state.weights).toEqual(first.state.average)
    const other = startRun(toyConfig({ ...still, hidden: 16 }), optionsOf('other'))
    await expect(other).rejects.toMatchObject({ code: 'CONFIG' })
    const none = startRun(toyConfig({ initialWeights: 'runs/none' }), optionsOf('none'))
    await expect(none).rejects.toMatchObject({ code: 'MODEL_FOLDER' })
  })

  it('goes on from the weights of a model, as its file has them', async () => {
    await startRun(toyConfig(), optionsOf('exported'))
    const initialWeights = runFolder(runs, 'exported').model
    const still = { learningRate: 0, finalLearningRate: 0, epochs: 1, ema: 0, initialWeights }
    const next = await startRun(toyConfig(still), optionsOf('from-model'))
    const [first, second] = await Promise.all(
      ['exported', 'from-model'].map((id) => readFile(join(runs, id, 'export/raster.onnx'))),
    )
    expect(second).toEqual(first)
    expect(next.state.weights.some((weight) => weight !== 0)).toBe(true)
    const trace = startRun(
      toyConfig({ ...still, view: 'trace', sources: { pendigits: 1 } }),
      optionsOf('t'),
    )
    await expect(trace).rejects.toMatchObject({ code: 'CONFIG' })
    const wider = startRun(toyConfig({ ...still, hidden: 16 }), optionsOf('w'))
    await expect(wider).rejects.toMatchObject({ code: 'CONFIG' })
  })

  it('gives identical weights twice, and others with another seed', async () => {
    const a = await startRun(toyConfig(), optionsOf('seed-a'))
    const b = await startRun(toyConfig(), optionsOf('seed-b'))
    const c = await startRun(toyConfig({ seed: 2 }), optionsOf('seed-c'))
    expect(b.state.weights).toEqual(a.state.weights)
    expect(b.state.average).toEqual(a.state.average)
    expect(c.state.weights).not.toEqual(a.state.weights)
  })

  it('gives the same losses on the backends wasm and cpu', async () => {
    const losses = async (backend: string) => {
      const seen: number[] = []
      await startRun(
        toyConfig({ backend, epochs: 1 }),
        optionsOf(`backend-${backend}`, { hooks: { onStep: ({ loss }) => void seen.push(loss) } }),
      )
      return seen.slice(0, 3)
    }
    const wasm = await losses('wasm')
    const cpu = await losses('cpu')
    expect(wasm).toHaveLength(3)
    wasm.forEach((loss, i) => {
      expect(Math.abs(loss - cpu[i])).toBeLessThan(1e-4)
    })
  })

  it('gives identical weights twice on two threads, close to those of one', async () => {
    const config = toyConfig({ threads: 2, epochs: 1 })
    const a = await startRun(config, optionsOf('threads-a'))
    const b = await startRun(config, optionsOf('threads-b'))
    const one = await startRun(toyConfig({ epochs: 1 }), optionsOf('threads-one'))
    expect(b.state.weights).toEqual(a.state.weights)
    expect(Math.abs(a.state.history[0].loss - one.state.history[0].loss)).toBeLessThan(1e-3)
  })

  it('stops early, and keeps the best epoch, when validation no longer improves', async () => {
    const config = toyConfig({ epochs: 50, patience: 2, augment: false })
    const { outcome, state } = await startRun(config, optionsOf('early'))
    expect(outcome).toBe('stopped-early')
    expect(state.epoch).toBe(state.best!.epoch + 2)
  })
})

describe('a student', () => {
  it('comes near to its teacher', async () => {
    const config = toyConfig({ epochs: 8, augment: false, labelSmoothing: 0.6, ema: 0 })
    await startRun(config, optionsOf('teacher'))
    const teacher = [runFolder(runs, 'teacher').path]
    const student = { epochs: 4, augment: false, ema: 0, seed: 5, dropout: 0 }
    // Alone with the teacher, the loss is the divergence from it.
    const divergence = async (id: string, learningRate: number) => {
      const changes = { ...student, teacher, distillationAlpha: 1, distillationTemperature: 1 }
      const { state } = await startRun(
        toyConfig({ ...changes, learningRate, finalLearningRate: 0 }),
        optionsOf(id),
      )
      return state.history.at(-1)!.loss
    }
    const untrained = await divergence('untrained student', 0)
    const trained = await divergence('student', 0.02)
    expect(trained).toBeGreaterThanOrEqual(0)
    expect(trained).toBeLessThan(untrained / 4)
  })

  it('of two threads learns the same twice', async () => {
    const teacher = [runFolder(runs, 'teacher').path]
    const config = toyConfig({ teacher, threads: 2, epochs: 1, qatEpochs: 1 })
    const a = await startRun(config, optionsOf('taught-a'))
    const b = await startRun(config, optionsOf('taught-b'))
    expect(b.state.weights).toEqual(a.state.weights)
  })

  it('whose teacher is missing leaves no run behind', async () => {
    const config = toyConfig({ teacher: ['/nowhere'] })
    const options = optionsOf('untaught')
    await expect(startRun(config, options)).rejects.toThrow(/nowhere/)
    await expect(stat(options.folder.path)).rejects.toThrow()
  })

  it('that was cut, at int8 weights too, ends as an uncut one', async () => {
    const teacher = [runFolder(runs, 'teacher').path]
    const config = toyConfig({ teacher, qatEpochs: 1, architecture: 'bilstm-dual' })
    const whole = await startRun(config, optionsOf('taught whole'))
    await cutRun('taught cut', config, 8)
    const resumed = await resumeRun(optionsOf('taught cut'))
    expect(resumed.state.weights).toEqual(whole.state.weights)
    expect(timeless(resumed.state.history)).toEqual(timeless(whole.state.history))
  })
})

describe('every architecture', () => {
  it.each(ARCHITECTURES)('%s learns a little and is exported', async (architecture) => {
    const config = toyConfig({ architecture, epochs: 3, augment: false, hidden: 6 })
    const { state, manifest } = await startRun(config, optionsOf(`arch ${architecture}`))
    expect(state.history[2].loss).toBeLessThan(state.history[0].loss)
    expect(manifest!.views[0].bytes).toBeGreaterThan(0)
    expect(manifest!.quantized !== undefined).toBe(hasInt8Form(config))
  })
})

describe('a run that was cut and resumed', () => {
  it.each([
    ['within an epoch', 9],
    ['at the end of an epoch', 6],
  ])('%s ends with the weights and the history of an uncut one', async (where, steps) => {
    const whole = await startRun(toyConfig(), optionsOf(`whole ${where}`))
    const cut = await cutRun(`cut ${where}`, toyConfig(), steps)
    expect(cut.outcome).toBe('interrupted')
    expect(cut.manifest).toBeUndefined()
    const resumed = await resumeRun(optionsOf(`cut ${where}`))
    expect(resumed.outcome).toBe('finished')
    expect(resumed.state.weights).toEqual(whole.state.weights)
    expect(resumed.state.average).toEqual(whole.state.average)
    expect(resumed.state.adam).toEqual(whole.state.adam)
    expect(timeless(resumed.state.history)).toEqual(timeless(whole.state.history))
    expect(resumed.manifest!.views).toEqual(whole.manifest!.views)
  })
})
