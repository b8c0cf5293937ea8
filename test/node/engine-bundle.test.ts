import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

describe('the entry @edgeink/engine/wasm', () => {
  it('never refers to onnxruntime-web, which would be over the size limit of a worker', async () => {
    expect(await modulesOf('@edgeink/engine/wasm')).not.toContain('onnxruntime-web')
    // The same question of the whole engine, so that this test could fail.
    expect(await modulesOf('@edgeink/engine')).toContain('onnxruntime-web')
  })
})

/** Paths of all modules that a bundle of the entry would hold. */
async function modulesOf(entry: string): Promise<string> {
  const { metafile } = await build({
    stdin: {
      contents: `export * from '${entry}'`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    conditions: ['@edgeink/source'],
  })
  return Object.keys(metafile.inputs).join('\n')
}
