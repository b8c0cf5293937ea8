import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, SOURCE_CONDITION } from './support/run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-experiments-'))
})
afterAll(() => rm(folder, { recursive: true }))

function experiments(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const node = [`--conditions=${SOURCE_CONDITION}`, `${ROOT}scripts/experiments.ts`, ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, node, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

describe('npm run experiments', () => {
  it('explains itself, and lists every experiment', async () => {
    expect((await experiments('--help')).out).toContain('npm run experiments')
    const { code, out } = await experiments('--list', '--results', join(folder, 'none.json'))
    expect(code).toBe(0)
    expect(out.match(/^\S+ +training +– /gm)).toHaveLength(18)
    expect(out.match(/^\S+ +timing +– /gm)).toHaveLength(3)
  })

  it('trains and judges a network in miniature, once', async () => {
    const results = join(folder, 'results.json')
    const args = ['--quick', '--only', 'bilstm-last-step-seed-2', '--backend', 'wasm']
    const places = ['--runs', join(folder, 'runs'), '--results', results]
    const first = await experiments(...args, ...places)
    expect(first).toMatchObject({ code: 0, err: '' })
    const { experiments: measured } = JSON.parse(await readFile(results, 'utf8'))
    expect(Object.keys(measured)).toEqual(['bilstm-last-step-seed-2'])
    const { result } = measured['bilstm-last-step-seed-2']
    expect(result).toMatchObject({
      network: 'bilstm-last-step',
      seed: 2,
      training: { epochs: 1, backend: 'wasm' },
      test: { count: 100 },
    })
    expect(result.deformed).toHaveLength(8)
    expect(result.int8).toHaveLength(3)
    expect(result.bytes.int8).toBeLessThan(result.bytes.float32)
    const second = await experiments(...args, ...places)
    expect(second).toMatchObject({ code: 0, err: '' })
    expect(second.out).toContain('measured already')
  }, 240_000)

  it('says what it knows when no experiment has the name', async () => {
    const { code, err } = await experiments('--only', 'nothing')
    expect(code).toBe(1)
    expect(err).toMatch(/^ExperimentError EXPERIMENT: no experiment is or begins with nothing/)
    expect(err).not.toMatch(/^ +at /m)
  })
})
