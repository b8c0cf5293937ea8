import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CommandError } from './command.ts'
import { capture, ROOT } from './run.ts'
import { WRANGLER_ENVIRONMENT } from './wrangler.ts'

export const WORKER_FOLDER = `${ROOT}workers/classify/`

export type ModuleKind = 'esModule' | 'wasm' | 'data'

/** One module of a bundle; the main module is the first. */
export interface BundledModule {
  /** As the others import it. */
  readonly name: string
  readonly kind: ModuleKind
  readonly bytes: Uint8Array
}

export interface WorkerBundle {
  readonly modules: readonly BundledModule[]
  readonly bytes: number
  /** All modules, each compressed alone. */
  readonly gzipBytes: number
}

export interface BundleOptions {
  /** An environment of `wrangler.jsonc`. Default: the top level. */
  readonly environment?: string
  /** Another entry file than the configuration's. */
  readonly entry?: string
}

const KINDS: Readonly<Record<string, ModuleKind>> = {
  '.js': 'esModule',
  '.mjs': 'esModule',
  '.wasm': 'wasm',
  '.onnx': 'data',
}

/**
 * Bundles the worker exactly as `wrangler deploy` would upload it, by its dry run.
 *
 * @throws {CommandError} with wrangler's own words when it refuses
 */
export async function bundleWorker({
  environment,
  entry,
}: BundleOptions = {}): Promise<WorkerBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-bundle-'))
  try {
    const wrangler = `${ROOT}node_modules/wrangler/bin/wrangler.js`
    const config = ['--config', `${WORKER_FOLDER}wrangler.jsonc`]
    const args = ['deploy', ...(entry ? [entry] : []), ...config, '--env', environment ?? '']
    const { code, output } = await capture(
      'node',
      [wrangler, ...args, '--dry-run', '--outdir', folder],
      { ...process.env, ...WRANGLER_ENVIRONMENT },
    )
    if (code !== 0) throw new CommandError(`wrangler could not bundle the worker:\n${output}`)
    return await readBundle(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function readBundle(folder: string): Promise<WorkerBundle> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => kindOf(file))
  const main = files.find((file) => kindOf(file) === 'esModule' && basename(file) === file)
  if (!main) throw new Error(`expected a main module in ${folder}, got ${files.join(', ')}`)
  const modules = await Promise.all(
    [main, ...files.filter((file) => file !== main)].map(async (name) => ({
      name,
      kind: kindOf(name)!,
      bytes: new Uint8Array(await readFile(join(folder, name))),
    })),
  )
  return {
    modules,
    bytes: sum(modules.map(({ bytes }) => bytes.length)),
    gzipBytes: sum(modules.map(({ bytes }) => gzipSync(bytes, { level: 9 }).length)),
  }
}

function kindOf(file: string): ModuleKind | undefined {
  return Object.entries(KINDS).find(([ending]) => file.endsWith(ending))?.[1]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
