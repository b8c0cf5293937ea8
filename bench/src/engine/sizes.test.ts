import { expect, test } from 'vitest'
import { measureSizes } from './sizes.ts'

/** Bytes of one .wasm file, and of the engine's JavaScript with one of them after gzip. */
const KERNEL = 6 * 1024
const ENGINE = 12 * 1024

/** What the engine weighs more than it should: it only gets lighter. */
const EXCESS = 448

test('each kernel stays within 6 KB, and the engine with one of them gets no further from 12 KB', async () => {
  const sizes = new Map((await measureSizes()).map((size) => [size.name, size]))
  for (const name of ['relaxed.wasm', 'simd.wasm']) {
    expect(sizes.get(name)!.bytes).toBeLessThanOrEqual(KERNEL)
    expect(sizes.get(name)!.bytes).toBeGreaterThan(KERNEL / 2)
  }
  expect(sizes.get('engine with one kernel')!.gzip).toBeLessThanOrEqual(ENGINE + EXCESS)
})
