import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { unstable_startWorker } from 'wrangler'
import { WORKERD_CONDITIONS, WRANGLER_ENVIRONMENT } from '../../../scripts/support/wrangler.ts'
import { fastest, type Runtime, type RuntimeResult, timeFromOutside } from './outside.ts'
import { PORTABLE, type PortableName } from './subjects.ts'
import type { StoredWorkload } from './workload.ts'

const ENTRY = fileURLToPath(new URL('workerd-entry.ts', import.meta.url))

/** workerd compiles this kernel's JavaScript like any other; Node and Chromium suffice for it. */
const NAMES = PORTABLE.filter((name) => name !== 'js')

/** Times the engines in workerd. Its clocks stand still while it computes, so the time is taken out here. */
export async function timeInWorkerd(
  { folder }: StoredWorkload,
  rounds: number,
  names: readonly PortableName[] = NAMES,
): Promise<RuntimeResult[]> {
  const directory = join(folder, 'worker')
  await bundleWorker(folder, directory)
  return timeFromOutside(names, rounds, () => startWorker(directory))
}

async function startWorker(directory: string): Promise<Runtime> {
  Object.assign(process.env, WRANGLER_ENVIRONMENT)
  const worker = await unstable_startWorker({
    config: join(directory, 'wrangler.json'),
    dev: { logLevel: 'none', watch: false, server: { port: 0 }, inspector: false },
  })
  const url = await worker.url
  const request = async (query: string) => {
    const start = performance.now()
    const response = await fetch(new URL(query, url))
    await response.text()
    const ms = performance.now() - start
    if (!response.ok) throw new Error(`bench: the worker answered ${response.status} to ${query}`)
    return ms
  }
  const empty = await fastest(40, () => request('/'))
  return {
    async prepare(name) {
      await request(`/?prepare=${name}`)
    },
    async time(name, batch, calls) {
      const ms = await request(`/?name=${name}&batch=${batch}&calls=${calls}`)
      return Math.max(ms - empty, 1e-3)
    },
    [Symbol.asyncDispose]: () => worker.dispose(),
  }
}

/** Bundles the worker and puts the files that it imports beside it, for wrangler to take as modules. */
async function bundleWorker(folder: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await build({
    entryPoints: [ENTRY],
    outfile: join(directory, 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: WORKERD_CONDITIONS,
    plugins: [modulesBeside(folder, directory)],
    logLevel: 'error',
  })
  const config = {
    name: 'engine-bench',
    main: 'index.js',
    no_bundle: true,
    compatibility_date: '2026-01-01',
    find_additional_modules: true,
    rules: [
      { type: 'CompiledWasm', globs: ['**/*.wasm'], fallthrough: true },
      { type: 'Data', globs: ['**/*.onnx', '**/*.f32'], fallthrough: true },
      { type: 'Text', globs: ['**/*.json.txt'], fallthrough: true },
    ],
  }
  await writeFile(join(directory, 'wrangler.json'), JSON.stringify(config))
}

function modulesBeside(folder: string, directory: string): Plugin {
  return {
    name: 'modules-beside',
    setup({ onResolve }) {
      onResolve({ filter: /^workload\// }, async ({ path }) => {
        const name = path.slice('workload/'.length)
        const to = name.endsWith('.json') ? `${name}.txt` : name
        await copyFile(join(folder, name), join(directory, to))
        return { path: `./${to}`, external: true }
      })
      onResolve({ filter: /\.wasm$/ }, async ({ path }) => {
        const name = path.split('/').at(-1) ?? path
        await copyFile(fileURLToPath(import.meta.resolve(path)), join(directory, name))
        return { path: `./${name}`, external: true }
      })
    },
  }
}
