import { type BuildOptions, build } from 'esbuild'
import { SOURCE_CONDITION } from './run.ts'

/** How modules of this repository become those of a page: minified, what is imported later in a file of its own. */
export const PAGE_MODULES = {
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  target: 'es2022',
  conditions: [SOURCE_CONDITION],
  minify: true,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Bundles modules in memory: their texts, and those of what they share, by path below `folder`. */
export async function bundleModules(
  entryPoints: Readonly<Record<string, string>>,
  folder = '/',
): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints,
    outdir: folder,
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    conditions: [SOURCE_CONDITION],
  })
  return new Map(outputFiles.map(({ path, text }) => [path, text]))
}

/** Bundles a module with all that it imports into one script for a page. */
export async function bundleScript(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: [SOURCE_CONDITION],
    logLevel: 'error',
  })
  return outputFiles[0].text
}
