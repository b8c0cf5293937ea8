import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Bytes as they are, and as gzip makes them. */
export interface Size {
  readonly name: string
  readonly bytes: number
  readonly gzip: number
}

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** What a page loads: the engine's JavaScript with one kernel, and onnxruntime-web's WebAssembly alone. */
export async function measureSizes(): Promise<Size[]> {
  const relaxed = fileURLToPath(import.meta.resolve('@edgeink/engine/relaxed.wasm'))
  const simd = fileURLToPath(import.meta.resolve('@edgeink/engine/simd.wasm'))
  const ort = fileURLToPath(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))
  const engine = await engineSize()
  const kernel = await fileSize('relaxed.wasm', relaxed)
  return [
    engine,
    kernel,
    await fileSize('simd.wasm', simd),
    {
      name: 'engine with one kernel',
      bytes: engine.bytes + kernel.bytes,
      gzip: engine.gzip + kernel.gzip,
    },
    await fileSize('onnxruntime-web, its .wasm alone', ort),
  ]
}

/** The engine without kernels: ONNX reader, packing and calls. */
async function engineSize(): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: "export { loadClassifier } from '@edgeink/engine/wasm'", resolveDir: HERE },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@edgeink/source'],
    external: ['*.generated.ts', '*/js/index.ts', '*/foreign-operators.ts'],
    logLevel: 'error',
  })
  return sizeOf('engine, JavaScript', outputFiles[0].contents)
}

async function fileSize(name: string, path: string): Promise<Size> {
  if ((await stat(path)).size === 0) throw new Error(`bench: ${path} is empty`)
  return sizeOf(name, await readFile(path))
}

function sizeOf(name: string, contents: Uint8Array): Size {
  return { name, bytes: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}
