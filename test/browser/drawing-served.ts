/** Serves a page with the SDK and the digits model, from memory and from this process: nothing else has a say in its times. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const MODEL = new URL('../../packages/models/digits/', import.meta.url)

const WORKER = new URL('../../packages/sdk/src/worker/main.ts', import.meta.url)

const html = (content: string) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Pad</title><body></body>${content}</html>`

const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  onnx: 'application/octet-stream',
}

export interface ServedPage extends AsyncDisposable {
  readonly url: string
}

/** Address of the model's manifest on such a page. */
export const MODEL_URL = '/model/manifest.json'

/** Bundles `entry` as a page would be published, and serves it; `empty.html` is the page without it. */
export async function servePage(entry: URL): Promise<ServedPage> {
  const files = new Map<string, Uint8Array | string>([
    ['/', html('<script type="module" src="/index.js"></script>')],
    ['/empty.html', html('')],
  ])
  const { outputFiles } = await build({
    // The worker lies where the SDK looks for it.
    entryPoints: { index: fileURLToPath(entry), 'worker/main': fileURLToPath(WORKER) },
    bundle: true,
    minify: true,
    write: false,
    splitting: true,
    format: 'esm',
    outdir: '/',
    conditions: ['@edgeink/source'],
  })
  for (const { path, contents } of outputFiles) files.set(path, contents)
  for (const name of ['manifest.json', 'raster.onnx', 'trace.onnx']) {
    files.set(`/model/${name}`, await readFile(new URL(name, MODEL)))
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const body = files.get(path)
    const type = TYPES[path === '/' ? 'html' : (path.split('.').at(-1) ?? '')] ?? 'text/plain'
    // Isolated, a page has a clock of 5 µs instead of 100 µs.
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
