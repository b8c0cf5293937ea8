import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDataDir } from '../data/test-data-dir.ts'
import { trainToyRun } from '../testing/toy-run.ts'

let folder: string
let run: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-commands-'))
  run = await trainToyRun(folder, 'toy-trace', 'trace', { epochs: 1 })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** Runs a command as npm does. */
function command(name: string, args: readonly string[]) {
  const script = join(import.meta.dirname, `${name}.ts`)
  const node = ['--conditions=@edgeink/source', script, ...args]
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, node, { cwd: folder }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

describe('the commands', () => {
  it('ship a run and evaluate the model on the real test sets', async () => {
    const data = ['--data', testDataDir()]
    const shipped = await command('ship', ['--out', 'model', ...data, run])
    expect(shipped).toMatchObject({ code: 0, err: '' })
    expect(shipped.out).toContain('pendigits trace/1: float32')
    const evaluated = await command('evaluate', ['model', '--curve-samples', '20', ...data])
    expect(evaluated).toMatchObject({ code: 0, err: '' })
    expect(evaluated.out).toContain('written to model/evaluation.json')
    const evaluation = JSON.parse(await readFile(join(folder, 'model/evaluation.json'), 'utf8'))
    const sets = evaluation.scores.map(({ set }: { set: string }) => set)
    expect(sets).toEqual(['unipen', 'unipen without templates', 'pendigits'])
    expect(evaluation.classes).toEqual([])
    expect(evaluation.rejection.map(({ set }: { set: string }) => set)).toContain('letters')
    for (const { points } of evaluation.curves) expect(points[0].count).toBe(20)
    for (const { count, correct, errors } of evaluation.scores) {
      expect(count).toBeGreaterThan(100)
      expect(correct + errors).toBe(count)
    }
  })

  it('draw the errors of validation as a PNG', async () => {
    const args = ['export', '--data', testDataDir(), '--errors', 'errors.png']
    const drawn = await command('evaluate', [join(run, args[0]), ...args.slice(1)])
    expect(drawn).toMatchObject({ code: 0, err: '' })
    expect(drawn.out).toMatch(/^\d+ misread samples of validation drawn in errors\.png\n$/)
    const png = await readFile(join(folder, 'errors.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
  })

  it('list the samples whose labels a model contradicts', async () => {
    const where = ['--data', testDataDir(), '--disagreements', 'doubtful.json']
    const listed = await command('evaluate', [join(run, 'export'), ...where])
    expect(listed).toMatchObject({ code: 0, err: '' })
    const { samples, sets } = JSON.parse(await readFile(join(folder, 'doubtful.json'), 'utf8'))
    expect(listed.out).toContain(`${samples.length} samples listed in doubtful.json`)
    expect(sets).toContainEqual({ set: 'pendigits train', samples: expect.any(Number) })
    for (const { label, read } of samples) expect(read).not.toBe(label)
    const png = await readFile(join(folder, 'doubtful.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
  })

  it.each(['ship', 'evaluate', 'train', 'search', 'report'])(
    '%s --help explains itself',
    async (name) => {
      const { code, out } = await command(name, ['--help'])
      expect(code).toBe(0)
      expect(out).toContain(`npm run ${name}`)
    },
  )

  it.each([
    ['ship', ['--out', 'x', 'runs/none'], 'MODEL_FOLDER: runs/none: expected a finished run'],
    ['evaluate', ['nowhere'], 'MODEL_FOLDER: nowhere/manifest.json'],
    ['train', ['--epochs', 'x'], 'CONFIG: config: epochs'],
  ])('%s %j fails with a message, not a stack', async (name, args, expected) => {
    const { code, err } = await command(name, args)
    expect(code).toBe(1)
    expect(err).toContain(expected)
    expect(err).not.toMatch(/^ +at /m)
  })
})
