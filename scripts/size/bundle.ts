/** What a page loads of the SDK: bundled, minified and compressed as a web server sends it. */
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { ROOT, SOURCE_CONDITION } from '../support/run.ts'

/** One file of a bundle. */
export interface Chunk {
  /** The module that it was made for, or the name of what several share. */
  readonly name: string
  readonly bytes: number
  readonly gzip: number
}

export interface Bundle {
  /** What every page loads. */
  readonly usual: readonly Chunk[]
  /** What a page loads only in an unusual case; see {@link RARE}. */
  readonly rare: readonly Chunk[]
}

/** Modules behind a dynamic import that most pages never call for, and when one does. */
export const RARE: readonly { readonly module: RegExp; readonly when: string }[] = [
  { module: /kernels\/js\//, when: 'WebAssembly is missing or forbidden' },
  { module: /onnx\/.*foreign/, when: 'the model was not exported by edgeink' },
  { module: /recognizer\/local\/worker-host/, when: '`worker` is given' },
  { module: /sdk\/src\/element\/edge/, when: 'the element has an `endpoint`' },
  { module: /sdk\/src\/text/, when: 'a handwriting recognizer of the polyfill is created' },
  { module: /capture\/pointer-polyfill|pointer-events-polyfill/, when: 'no PointerEvent' },
]

/** A module of these statements, as a page's author would write them. */
function page(statements: string) {
  return {
    stdin: { contents: statements, resolveDir: `${ROOT}test`, sourcefile: 'page.js' },
    outdir: '/page',
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: [SOURCE_CONDITION],
    legalComments: 'none',
    logLevel: 'silent',
  } as const satisfies BuildOptions
}

/** Paths of the modules that are left of a page when unused code is gone, in one file without chunks. */
export async function modulesOf(statements: string): Promise<string[]> {
  const { metafile } = await build(page(statements))
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  )
}

/** Bundles a page of these statements. */
export async function bundle(statements: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...page(statements), splitting: true })
  const contents = new Map(outputFiles.map(({ path, contents }) => [path, contents]))
  const usual = reachable(metafile, (module) => !RARE.some((rare) => rare.module.test(module)))
  // esbuild also writes files that only code calls for which it has dropped.
  const all = [...reachable(metafile, () => true)]
  const toChunk = (path: string): Chunk => {
    const bytes = contents.get(resolve(path))!
    const name = metafile.outputs[path].entryPoint ?? 'shared'
    return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }
  }
  return {
    usual: all.filter((path) => usual.has(path)).map(toChunk),
    rare: all.filter((path) => !usual.has(path)).map(toChunk),
  }
}

/** The outputs that are loaded with the entry, dynamic imports of `isUsual` modules included. */
function reachable({ outputs }: Metafile, isUsual: (module: string) => boolean): Set<string> {
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint?.endsWith('page.js'))!
  const found = new Set([entry])
  // A set's iteration also visits what is added on the way.
  for (const path of found) {
    for (const { path: next, kind } of outputs[path].imports) {
      const isLoaded = kind !== 'dynamic-import' || isUsual(outputs[next]?.entryPoint ?? '')
      if (next in outputs && isLoaded) found.add(next)
    }
  }
  return found
}

/** Bytes after gzip of what every page loads. */
export function usualSize({ usual }: Bundle): number {
  return usual.reduce((sum, { gzip }) => sum + gzip, 0)
}
