/** Where the weight of a page lies: what each module adds to what every page loads. */
import { SourceMap } from 'node:module'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { ROOT } from '../support/run.ts'
import { page, usualOutputs } from './bundle.ts'

/** What one module has in the minified files of a page. */
export interface ModuleWeight {
  /** Relative to the repository. */
  readonly module: string
  readonly bytes: number
  /** By how much gzip's files would be smaller without it: less than it alone, as gzip knows what others say too. */
  readonly gzip: number
}

/** The modules of a page, the heaviest first. */
export async function weighModules(statements: string): Promise<ModuleWeight[]> {
  const { outputFiles, metafile } = await build({
    ...page(statements),
    splitting: true,
    sourcemap: 'external',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]))
  const files = [...usualOutputs(metafile)].map((path) => resolve(path))
  const weights = files.flatMap((file) => leaveOneOut(texts.get(file)!, texts.get(`${file}.map`)!))
  return weights.toSorted((a, b) => b.gzip - a.gzip)
}

/** Compresses a file again and again, each time without the characters that came from one of its sources. */
function leaveOneOut(text: string, map: string): ModuleWeight[] {
  const sources = sourcesOf(text, map)
  const whole = compressedSize(text)
  return [...new Set(sources)].flatMap((source) => {
    if (source === undefined) return []
    const rest = [...text].filter((_, i) => sources[i] !== source).join('')
    const module = source.replace(/^(\.\.\/)*/, '/').replace(ROOT, '')
    return [{ module, bytes: text.length - rest.length, gzip: whole - compressedSize(rest) }]
  })
}

/** The source of each character; undefined for what the bundler wrote. */
function sourcesOf(text: string, map: string): (string | undefined)[] {
  const mapping = new SourceMap(JSON.parse(map))
  return text.split('\n').flatMap((line, row) =>
    Array.from({ length: line.length + 1 }, (_, column) => {
      const entry = mapping.findEntry(row, column)
      return 'originalSource' in entry ? entry.originalSource : undefined
    }),
  )
}

function compressedSize(text: string): number {
  return gzipSync(text, { level: 9 }).length
}
