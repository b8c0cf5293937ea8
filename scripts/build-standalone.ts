/**
 * Makes `dist/standalone` of the SDK: its entries for a page without a bundler and without an import map, which a
 * Content-Security-Policy of `default-src 'self'` would not let it have. Everything they need is in that folder.
 */
import { existsSync } from 'node:fs'
import { build } from 'esbuild'
import { PAGE_MODULES } from './support/bundle-modules.ts'
import { ROOT } from './support/run.ts'

const SDK = `${ROOT}packages/sdk/`

/** Files of the standalone folder, and the modules that they are. */
const ENTRIES: Readonly<Record<string, string>> = {
  edgeink: 'index.ts',
  'ink-pad': 'element/define.ts',
  text: 'text/index.ts',
  polyfill: 'polyfill/index.ts',
}

export async function buildStandalone(): Promise<void> {
  const sources = Object.entries(ENTRIES).map(
    ([name, path]) => [name, `${SDK}src/${path}`] as const,
  )
  await build({
    entryPoints: Object.fromEntries(sources.filter(([, path]) => existsSync(path))),
    outdir: `${SDK}dist/standalone`,
    // Chunks lie in a folder below: from there the address of the worker leads to the same file as in the other modules.
    ...PAGE_MODULES,
    legalComments: 'linked',
  })
}
