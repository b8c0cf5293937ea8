import { expect, it, vi } from 'vitest'
import { KernelUnavailableError } from './errors.ts'
import { loadClassifier } from './load-classifier.ts'
import { prepareEngine } from './prepare-engine.ts'
import { smallestModel } from './smallest-model.ts'

it.each(['wasm-relaxed', 'wasm-simd', 'js'] as const)('prepares %s', async (kernel) => {
  await expect(prepareEngine({ kernel })).resolves.toBeUndefined()
})

it('leaves nothing to compile for the classifier that follows', async () => {
  await prepareEngine()
  const compile = vi.spyOn(WebAssembly, 'Module')
  try {
    const classifier = await loadClassifier(smallestModel())
    expect(compile).not.toHaveBeenCalled()
    expect(classifier.classify(new Float32Array(4))).toEqual(Float32Array.of(1))
  } finally {
    compile.mockRestore()
  }
})

it('refuses a kernel that does not run here', async () => {
  const modules = { relaxed: {} as WebAssembly.Module }
  await expect(prepareEngine({ kernel: 'wasm-relaxed', modules })).rejects.toThrow(
    KernelUnavailableError,
  )
})

it('rejects with the reason of an aborted signal', async () => {
  await expect(prepareEngine({ signal: AbortSignal.abort('the page was left') })).rejects.toBe(
    'the page was left',
  )
})
