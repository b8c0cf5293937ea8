import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { measureProviders } from './measure.ts'
import type { ProviderName } from './providers.ts'

const inks = { inputs: Float32Array.of(1, 2, 3, 4, 5, 6), count: 3, labels: 1 }

/** Adds the two numbers of an ink; CUDA is a little off, and TensorRT is not installed. */
const open = async (provider: ProviderName) => {
  if (provider === 'tensorrt') throw new Error('libnvinfer.so.10: cannot open\nand more')
  return {
    run(inputs: Float32Array, n: number, out: Float32Array) {
      for (let i = 0; i < n; i++) {
        out[i] = inputs[2 * i] + inputs[2 * i + 1] + (provider === 'cuda' ? 0.25 : 0)
      }
    },
  }
}

describe('a measurement of providers', () => {
  it('has a row for each provider and batch, with its difference from the CPU', async () => {
    const options = { inks, rounds: 2, open, batches: [1, 4], calls: 2 }
    const { rows } = await measureProviders(options)
    expect(rows.map(({ provider, batch, error }) => [provider, batch, error])).toEqual([
      ['cuda', 1, 0.25],
      ['cpu', 1, 0],
      ['cuda', 4, 0.25],
      ['cpu', 4, 0],
    ])
    for (const { batch, latency, low, high, throughput } of rows) {
      expect(low).toBeLessThanOrEqual(latency)
      expect(latency).toBeLessThanOrEqual(high)
      expect(throughput).toBeCloseTo((1000 * batch) / latency)
    }
  })

  it('goes on without a provider that cannot be opened, and keeps the reason in a line', async () => {
    const { failures } = await measureProviders({ inks, rounds: 1, open, batches: [1], calls: 1 })
    expect(failures).toEqual([{ provider: 'tensorrt', reason: 'libnvinfer.so.10: cannot open' }])
  })
})

it('npm run bench gpu without a GPU says so, measures nothing and ends with 1', async () => {
  const main = `${import.meta.dirname}/../main.ts`
  const args = ['--conditions=@edgeink/source', main, 'gpu']
  const { code, out, err } = await new Promise<{ code: number; out: string; err: string }>(
    (resolve) => {
      execFile(process.execPath, args, { env: { ...process.env, PATH: '' } }, (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err })
      })
    },
  )
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('bench gpu: no NVIDIA GPU was found: spawn nvidia-smi ENOENT')
  expect(err).toContain('npm run bench engine')
})
