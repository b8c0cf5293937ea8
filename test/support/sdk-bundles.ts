import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = new URL('../../', import.meta.url)

/** The script of the SDK's Web Worker. */
export const WORKER = 'packages/sdk/src/worker/main.ts'

/** A module of this repository as one script for a page. */
export async function bundleScript(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, ROOT))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@edgeink/source'],
    // Calls `import.meta.url` only where `worker: true` is given, and no page here gives that.
    logLevel: 'error',
  })
  return outputFiles[0].text
}
