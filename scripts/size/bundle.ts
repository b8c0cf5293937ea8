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

/** Files that a page loads only in some case. */
export interface Lazy extends Case {
  readonly chunks: readonly Chunk[]
  /** Bytes after gzip of them all, beside what every page loads. */
  readonly gzip: number
}

export interface Bundle {
  /** All that every page loads from its start to the first recognised stroke, at most. */
  readonly usual: readonly Chunk[]
  /** What a page loads beyond that; see {@link CASES}. */
  readonly lazy: readonly Lazy[]
}

/** When modules behind a dynamic import are called for. */
export interface Case {
  readonly what: string
  readonly when: string
  readonly module: RegExp
}

/** Modules behind a dynamic import that most pages never call for. */
export const CASES: readonly Case[] = [
  {
    what: 'kernel in JavaScript',
    when: 'WebAssembly is missing or forbidden',
    module: /kernels\/js\//,
  },
  {
    what: 'kernel without relaxed SIMD',
    when: 'the browser lacks that: in the place of the other, which is counted and no lighter',
    module: /kernels\/wasm\/simd/,
  },
  {
    what: 'foreign operators',
    when: 'the model was not exported by edgeink',
    module: /onnx\/.*foreign/,
  },
  {
    what: 'worker host',
    when: '`worker` is given',
    module: /recognizer\/local\/worker-host/,
  },
  {
    what: 'edge',
    when: 'the element has an `endpoint`',
    module: /sdk\/src\/element\/edge/,
  },
  {
    what: 'text recognition',
    when: 'the polyfill makes its first recognizer',
    module: /sdk\/src\/text/,
  },
  {
    what: 'pointer events',
    when: 'the browser has no PointerEvent',
    module: /capture\/pointer-polyfill|pointer-events-polyfill/,
  },
]

/** A module of these statements, as a page's author would write them. */
export function page(statements: string) {
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
  const toChunk = (path: string): Chunk => {
    const bytes = contents.get(resolve(path))!
    const name = metafile.outputs[path].entryPoint ?? 'shared'
    return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }
  }
  const usual = usualOutputs(metafile)
  const lazy = CASES.map((one) => {
    const inCase = (entry: string) => cases(entry).every((other) => other === one)
    const paths = [...reachable(metafile, inCase)].filter((path) => !usual.has(path))
    const chunks = paths.map(toChunk)
    return { ...one, chunks, gzip: weight(chunks) }
  })
  return {
    usual: [...usual].map(toChunk),
    lazy: lazy.filter(({ chunks }) => chunks.length > 0),
  }
}

function cases(entry: string): readonly Case[] {
  return CASES.filter(({ module }) => module.test(entry))
}

/** Paths of the outputs that every page loads. */
export function usualOutputs(metafile: Metafile): Set<string> {
  return reachable(metafile, (entry) => cases(entry).length === 0)
}

/** The outputs that are loaded with the entry, dynamic imports of `isLoaded` modules included. */
function reachable({ outputs }: Metafile, isLoaded: (entry: string) => boolean): Set<string> {
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint?.endsWith('page.js'))!
  const found = new Set([entry])
  // A set's iteration also visits what is added on the way.
  for (const path of found) {
    for (const { path: next, kind } of outputs[path].imports) {
      const follows = kind !== 'dynamic-import' || isLoaded(outputs[next]?.entryPoint ?? '')
      if (next in outputs && follows) found.add(next)
    }
  }
  return found
}

/** Bytes after gzip, each file compressed by itself. */
export function weight(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { gzip }) => sum + gzip, 0)
}
