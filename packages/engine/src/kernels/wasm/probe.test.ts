import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { KernelUnavailableError } from '../../errors.ts'
import { storeNetwork } from '../../graph/map-matrices.ts'
import { randomNetwork } from '../../reference/random-network.ts'
import { createKernel } from '../create-kernel.ts'

const RELAXED = new URL('../../../wasm/relaxed.wasm', import.meta.url)

/** The sums that `assembly/probe.ts` expects; zeros at the end of a module's data are not stored. */
const SUMS = Buffer.from(Int32Array.of(-18, 64516, -24257, 16002).buffer, 0, 14)

/** The kernel with another answer expected in one lane: to its probe, this processor is wrong there. */
async function expectingOtherwise(lane: number): Promise<WebAssembly.Module> {
  const bytes = new Uint8Array(await readFile(RELAXED))
  const at = Buffer.from(bytes).indexOf(SUMS)
  expect(at).toBeGreaterThan(0)
  bytes[at + 4 * lane] ^= 1
  return new WebAssembly.Module(bytes)
}

describe('the probe of wasm-relaxed', () => {
  const network = storeNetwork(randomNetwork({ hidden: [8] }))

  it.each([0, 1, 2, 3])('refuses a processor whose sum differs in lane %d', async (lane) => {
    const modules = { relaxed: await expectingOtherwise(lane) }
    await expect(createKernel(network, { kernel: 'wasm-relaxed', modules })).rejects.toThrow(
      KernelUnavailableError,
    )
    expect((await createKernel(network, { modules })).name).toBe('wasm-simd')
  })

  it('takes a processor that gives the known answers', async () => {
    const modules = { relaxed: new WebAssembly.Module(await readFile(RELAXED)) }
    expect((await createKernel(network, { modules })).name).toBe('wasm-relaxed')
  })
})
