import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModel, parseManifest } from '@edgeink/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '../evaluate/evaluation.ts'
import { readModelFolder, viewAlone } from '../evaluate/model-folder.ts'
import { predict } from '../evaluate/predict.ts'
import { TOY_SETS, trainToyRun } from '../testing/toy-run.ts'
import { type FinishedRun, readRun } from './read-run.ts'
import { type ShippedModel, shipModel } from './ship-model.ts'
import { viewLogits } from './view-logits.ts'
import { writePackage } from './write-package.ts'

let folder: string
let raster: FinishedRun
let trace: FinishedRun
let shipped: ShippedModel

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-ship-'))
  raster = await readRun(await trainToyRun(folder, 'toy-raster', 'raster'))
  trace = await readRun(await trainToyRun(folder, 'toy-trace', 'trace'))
  shipped = await shipModel([raster, trace], TOY_SETS, { id: 'toy' })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

describe('a shipped model', () => {
  it('has the int8 file of each run under the name of its view', () => {
    const { id, version, views } = shipped.manifest
    expect([id, version]).toEqual(['toy', raster.config.version])
    expect(views.map(({ input, file }) => [input, file])).toEqual([
      ['raster/1', 'raster.onnx'],
      ['trace/1', 'trace.onnx'],
    ])
    expect(shipped.files['raster.onnx']).toEqual(raster.int8.files['raster.int8.onnx'])
    expect(views[0].bytes).toBeLessThan(raster.float32.manifest.views[0].bytes)
  })

  it('answers in the engine as the fit saw it: weights, temperature and threshold', async () => {
    const { views, temperature, reject, labels } = shipped.manifest
    const { samples } = TOY_SETS[1]
    const [a, b] = [await viewLogits(raster.int8, samples), await viewLogits(trace.int8, samples)]
    const answers = await predict(await loadModel(shipped), samples)
    answers.forEach(({ predicted, confidence, rejected }, i) => {
      const exps = labels.map((_, k) => {
        const at = i * labels.length + k
        return Math.exp((views[0].weight * a[at] + views[1].weight * b[at]) / temperature)
      })
      const probability = Math.max(...exps) / exps.reduce((x, y) => x + y)
      expect(predicted).toBe(exps.indexOf(Math.max(...exps)))
      expect(confidence).toBeCloseTo(probability, 5)
      const atReject = exps.map((exp) => exp ** (temperature / reject.temperature!))
      const sum = atReject.reduce((x, y) => x + y)
      expect(rejected).toBe(Math.max(...atReject) / sum < reject.threshold)
    })
  })

  it('rejects at most 1 % of the validation samples of either kind', () => {
    const { scores } = shipped.manifest.metrics
    const answered = scores.filter(({ view, set }) => view === 'fused' || set === 'mnist')
    expect(answered).toHaveLength(2)
    for (const { rejected, count } of answered) expect(rejected).toBeLessThanOrEqual(count / 100)
  })

  it('reads better with both views than chance, and loses less than with either', () => {
    const { scores } = shipped.manifest.metrics
    const inks = scores.filter(({ set }) => set === 'pendigits')
    const [first, second, fused] = inks
    expect(inks.map(({ view }) => view)).toEqual(['raster/1', 'trace/1', 'fused'])
    expect(fused.accuracy).toBeGreaterThan(0.8)
    expect(fused.loss).toBeLessThan(Math.max(first.loss, second.loss))
  })

  it('tells the distribution of its answers to validation ink, for monitoring to compare with', async () => {
    const { reference, labels } = shipped.manifest
    const answers = await predict(await loadModel(shipped), TOY_SETS[1].samples)
    const shares = labels.map((_, i) => answers.filter((a) => a.predicted === i).length / 60)
    reference?.labels.forEach((share, i) => {
      expect(share).toBeCloseTo(shares[i], 4)
    })
    const sure = answers.filter(({ confidence }) => confidence >= 0.999).length / 60
    expect(reference?.confidence.at(-1)).toBeCloseTo(sure, 4)
    expect(parseManifest(shipped.manifest)).toBe(shipped.manifest)
  })

  it('tells what quantization cost, by set and view', () => {
    const { quantization } = shipped.manifest.metrics
    expect(quantization.map(({ set, view }) => `${set} ${view}`)).toEqual([
      'mnist raster/1',
      'pendigits raster/1',
      'pendigits trace/1',
    ])
    for (const { count, float32, int8 } of quantization) {
      expect(count).toBe(60)
      expect(Math.abs(float32 - int8)).toBeLessThanOrEqual(3)
    }
  })

  it('tells where its weights come from: runs, configs, and data with attribution and licence', () => {
    const { runs, data } = shipped.manifest.training
    expect(runs.map(({ run, view }) => [run, view])).toEqual([
      ['toy-raster', 'raster/1'],
      ['toy-trace', 'trace/1'],
    ])
    expect(runs[0].config).toEqual(raster.config)
    expect(data.map(({ name, licence }) => [name, licence])).toEqual([
      ['MNIST', 'CC BY-SA 3.0'],
      ['Pendigits', 'CC BY 4.0'],
    ])
  })

  it('is the same when it is made again', async () => {
    expect(await shipModel([raster, trace], TOY_SETS, { id: 'toy' })).toEqual(shipped)
  })

  it('may have one view alone', async () => {
    const { manifest } = await shipModel([trace], TOY_SETS)
    expect(manifest.id).toBe('digits')
    expect(manifest.views.map(({ file, weight }) => [file, weight])).toEqual([['trace.onnx', 1]])
    expect(manifest.metrics.scores.map(({ set, view }) => [set, view])).toEqual([
      ['pendigits', 'trace/1'],
    ])
  })
})

describe('shipping refuses', () => {
  it('two runs of one view', async () => {
    await expect(shipModel([raster, raster], TOY_SETS)).rejects.toMatchObject({ code: 'CONFIG' })
  })

  it('runs of other labels', async () => {
    const other = { ...trace, config: { ...trace.config, labels: ['x', 'y', 'z'] } }
    await expect(shipModel([raster, other], TOY_SETS)).rejects.toThrow(/labels/)
  })

  it('runs of two versions, unless one is said', async () => {
    const other = { ...trace, config: { ...trace.config, version: '9.0.0' } }
    await expect(shipModel([raster, other], TOY_SETS)).rejects.toThrow(/--version/)
    const { manifest } = await shipModel([raster, other], TOY_SETS, { version: '1.0.0' })
    expect(manifest.version).toBe('1.0.0')
  })

  it('a run that has not finished, and says how to go on', async () => {
    await expect(readRun(join(folder, 'nothing'))).rejects.toMatchObject({
      code: 'MODEL_FOLDER',
      message: expect.stringContaining('--resume --run nothing'),
    })
  })
})

describe('a package', () => {
  it('is a folder that gives the model back, with the history of its runs', async () => {
    const out = join(folder, 'package')
    await writePackage(out, shipped, [raster, trace])
    const read = await readModelFolder(out)
    expect(read.manifest).toEqual(shipped.manifest)
    await expect(loadModel(read)).resolves.toMatchObject({ id: 'toy' })
    const history = await readFile(join(out, 'training', 'trace', 'history.json'), 'utf8')
    expect(JSON.parse(history)).toHaveLength(3)
    const config = await readFile(join(out, 'training', 'raster', 'config.json'), 'utf8')
    expect(JSON.parse(config).config).toEqual(raster.config)
  })

  it('loses a view that the model no longer has, and keeps its card', async () => {
    const out = join(folder, 'package')
    await writeFile(join(out, 'README.md'), '# toy')
    await writePackage(out, await shipModel([raster], TOY_SETS), [raster])
    expect(await exists(join(out, 'trace.onnx'))).toBe(false)
    expect(await exists(join(out, 'training', 'trace'))).toBe(false)
    expect(await exists(join(out, 'README.md'))).toBe(true)
    expect((await readModelFolder(out)).manifest.views).toHaveLength(1)
  })
})

describe('an evaluation', () => {
  it('judges each view alone and both fused, and images by the raster only', async () => {
    const { scores, kernel, views } = await evaluate(shipped, TOY_SETS, { part: 'test' })
    expect(scores.map(({ set, view }) => [set, view])).toEqual([
      ['mnist', 'raster/1'],
      ['pendigits', 'raster/1'],
      ['pendigits', 'trace/1'],
      ['pendigits', 'fused'],
    ])
    expect(kernel).not.toBe('ort')
    expect(views[0]).not.toHaveProperty('weight')
  })

  it('gives a view alone the answers that the whole model gives where the other is missing', async () => {
    const [{ samples }] = TOY_SETS
    const whole = await predict(await loadModel(shipped), samples)
    const alone = viewAlone(shipped, shipped.manifest.views[0])
    expect(await predict(await loadModel(alone), samples)).toEqual(whole)
  })

  it.each([
    { engine: 'ort' } as const,
    { kernel: 'js' } as const,
    { kernel: 'wasm-simd' } as const,
  ])('counts nearly alike by %o', async (options) => {
    const expected = await evaluate(shipped, TOY_SETS, { part: 'test' })
    const { scores } = await evaluate(shipped, TOY_SETS, { ...options, part: 'test' })
    scores.forEach(({ correct, loss }, i) => {
      expect(Math.abs(correct - expected.scores[i].correct)).toBeLessThanOrEqual(2)
      expect(Math.abs(loss - expected.scores[i].loss)).toBeLessThan(0.05)
    })
  })
})

describe('a run with the readout of the paper’s code', () => {
  it('is exported, shipped and evaluated as any other', async () => {
    const path = await trainToyRun(folder, 'last-step', 'raster', { readout: 'last-step' })
    const run = await readRun(path)
    const model = await shipModel([run], TOY_SETS)
    expect(model.manifest.training.runs[0].config.readout).toBe('last-step')
    const { scores } = await evaluate(run.float32, TOY_SETS, { part: 'test' })
    const byOrt = await evaluate(run.float32, TOY_SETS, { part: 'test', engine: 'ort' })
    expect(scores.map(({ correct }) => correct)).toEqual(byOrt.scores.map(({ correct }) => correct))
  })
})
