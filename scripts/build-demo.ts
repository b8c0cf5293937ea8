/** Builds the demo page into `workers/classify/dist/assets`, which the worker serves as they are. */
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ModelManifest } from '@edgeink/engine'
import { type BuildOptions, build } from 'esbuild'
import { servedManifest, servedName } from '../workers/classify/src/served-files.ts'
import { PAGE_MODULES } from './support/bundle-modules.ts'
import { ROOT } from './support/run.ts'

export interface DemoOptions {
  /** Folder of the model that reads digits: `manifest.json` and its files. */
  readonly model?: string
  /** Folder of the model that reads letters. */
  readonly letters?: string
  readonly outDirectory?: string
}

const DEMO = `${ROOT}workers/classify/demo/`

/** Of the assets alone: the worker, whose bundle has its limits, carries no letters. Loaded when they are written first. */
const LETTERS = 'letters'

const DEFAULTS = {
  model: `${ROOT}packages/models/digits`,
  letters: `${ROOT}packages/models/alnum`,
  outDirectory: `${ROOT}workers/classify/dist/assets`,
} as const satisfies Required<DemoOptions>

export async function buildDemo(options: DemoOptions = {}): Promise<void> {
  const { model, letters, outDirectory: out } = { ...DEFAULTS, ...options }
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  await bundle(out, { main: `${DEMO}main.ts`, styles: `${DEMO}styles/index.css` })
  await cp(`${DEMO}index.html`, join(out, 'index.html'))
  await cp(`${DEMO}static`, out, { recursive: true })
  await copyModel(model, join(out, 'models/digits'))
  await copyModel(letters, join(out, LETTERS))
  const define = await precache(out)
  await bundle(out, { 'service-worker': `${DEMO}service-worker/service-worker.ts` }, { define })
}

async function bundle(
  outdir: string,
  entryPoints: Record<string, string>,
  extra: BuildOptions = {},
): Promise<void> {
  await build({
    entryPoints,
    outdir,
    // Each kernel becomes a file of its own, of which the page loads the one that runs.
    ...PAGE_MODULES,
    sourcemap: 'linked',
    legalComments: 'none',
    ...extra,
  })
}

/**
 * Copies the manifest and the files that it names: not the card, the history or other precisions. They have the names
 * by which the API serves models. For those under `models` the API answers; their copies tell the service worker what
 * there is.
 */
async function copyModel(from: string, to: string): Promise<void> {
  const path = join(from, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`demo: expected a model's manifest at ${path}; train the model first`, {
      cause,
    })
  })
  const manifest = JSON.parse(text) as ModelManifest
  await mkdir(to, { recursive: true })
  await writeFile(join(to, 'manifest.json'), JSON.stringify(servedManifest(manifest)))
  for (const view of manifest.views) await cp(join(from, view.file), join(to, servedName(view)))
}

/** What the service worker keeps, and a version that changes when any of it does. */
async function precache(out: string): Promise<Record<string, string>> {
  const files = (await listFiles(out)).filter((file) => !/(^_headers|\.map)$/.test(file)).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(join(out, file)))
  const paths = files.map((file) => (file === 'index.html' ? '/' : `/${file}`))
  const isOnDemand = (path: string) => path.startsWith(`/${LETTERS}/`)
  return {
    PRECACHE: JSON.stringify(paths.filter((path) => !isOnDemand(path))),
    ON_DEMAND: JSON.stringify(paths.filter(isOnDemand)),
    VERSION: JSON.stringify(hash.digest('hex').slice(0, 12)),
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}
