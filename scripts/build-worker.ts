/**
 * Makes one file of the SDK's Web Worker. Import maps do not reach into workers, and a page without a bundler has
 * nothing else that would find the engine for it.
 */
import { build } from 'esbuild'
import { ROOT, SOURCE_CONDITION } from './support/run.ts'

export async function buildWorker(): Promise<void> {
  await build({
    entryPoints: [`${ROOT}packages/sdk/src/worker/main.ts`],
    outfile: `${ROOT}packages/sdk/dist/worker/main.js`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: [SOURCE_CONDITION],
    minify: true,
    legalComments: 'inline',
    logLevel: 'warning',
  })
}
