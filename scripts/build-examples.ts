/** Builds the example pages into the worker's assets, where they find the model and `/classify` beside them. */
import { cp, mkdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { PAGE_MODULES } from './support/bundle-modules.ts'
import { ROOT } from './support/run.ts'

const PAGES = [
  { name: 'plain-html', script: 'main.js' },
  { name: 'react', script: 'main.tsx' },
] as const

const OUT = `${ROOT}workers/classify/dist/assets/examples`

/** After the demo page, whose build empties the folder of the assets. */
export async function buildExamples(out = OUT): Promise<void> {
  await rm(out, { recursive: true, force: true })
  for (const { name, script } of PAGES) {
    const from = `${ROOT}examples/${name}`
    const to = `${out}/${name}`
    await mkdir(to, { recursive: true })
    await cp(`${from}/index.html`, `${to}/index.html`)
    await build({
      entryPoints: { main: `${from}/${script}`, page: `${from}/page.css` },
      outdir: to,
      ...PAGE_MODULES,
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      legalComments: 'none',
    })
  }
}
