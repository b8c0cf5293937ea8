/** Bundles the container's server into `workers/classify/dist/server`: the code, the models, the demo page, the migrations. */

import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT, SOURCE_CONDITION } from './support/run.ts'

const WORKER = `${ROOT}workers/classify/`
const OUT = `${WORKER}dist/server`

export async function buildServer(): Promise<void> {
  await rm(OUT, { recursive: true, force: true })
  await mkdir(OUT, { recursive: true })
  await build({
    entryPoints: [`${WORKER}server/main.ts`],
    outdir: OUT,
    bundle: true,
    // What is imported only when asked for, namely onnxruntime-web, must not be imported at the start.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: [SOURCE_CONDITION],
    // Only for ENGINE=ort: it finds its WebAssembly beside itself.
    external: ['onnxruntime-web', 'onnxruntime-web/*'],
    // CommonJS packages in the bundle call require for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    minify: true,
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  })
  await writeFile(join(OUT, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  await cp(`${WORKER}dist/assets`, join(OUT, 'assets'), { recursive: true })
  await cp(`${WORKER}migrations`, join(OUT, 'migrations'), { recursive: true })
  await copyModels(`${ROOT}packages/models`, join(OUT, 'models'))
}

/** Manifests and ONNX files: not cards, histories or evaluations. */
async function copyModels(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const folder = join(from, entry.name)
    if (!entry.isDirectory() || !existsSync(join(folder, 'manifest.json'))) continue
    const files = await readdir(folder)
    for (const file of files.filter((name) => name === 'manifest.json' || name.endsWith('.onnx'))) {
      await cp(join(folder, file), join(to, entry.name, file))
    }
  }
}
