// The worker as it would be uploaded, in workerd alone: hostile requests, clients that hang up, damaged models.
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { isProblem } from '@edgeink/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleWorker, type WorkerBundle } from '../../scripts/support/bundle-worker.ts'
import { ROOT } from '../../scripts/support/run.ts'
import { startWorkerd, type WorkerdProcess } from '../../scripts/support/workerd-process.ts'
import { fuzzHttp } from '../src/http-fuzz/run.ts'

let bundle: WorkerBundle
let example: string
let worker: WorkerdProcess

beforeAll(async () => {
  ;[bundle, example] = await Promise.all([bundleWorker(), readFile(`${ROOT}example.json`, 'utf8')])
  worker = await startWorkerd(bundle.modules)
}, 120_000)
afterAll(() => worker?.[Symbol.asyncDispose]())

const classify = (url = worker.url) =>
  fetch(`${url}/classify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: example,
  })

async function opened(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

const head = (path: string, ...lines: string[]) =>
  [path, 'host: edgeink.test', ...lines, '', ''].join('\r\n')

describe('the bundle', () => {
  it('has each kernel once: compiled, not as the text that workerd would refuse to compile', () => {
    const kernels = bundle.modules.filter(({ kind }) => kind === 'wasm')
    expect(kernels).toHaveLength(2)
    const [main] = bundle.modules
    const code = Buffer.from(main.bytes).toString()
    for (const { bytes } of kernels) expect(code).not.toContain(Buffer.from(bytes).toString('hex'))
  })
})

describe('the worker', () => {
  it('answers 600 hostile requests, each error with a problem, and sound ones as before', async () => {
    const outcomes = await fuzzHttp({ url: worker.url, requests: 600, checkEvery: 100 })
    expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(600)
    expect(worker.alive()).toBe(true)
  })

  it('goes on when clients hang up in the middle of a body', async () => {
    for (let sent = 0; sent < example.length; sent += 40) {
      const socket = await opened(worker.url)
      const length = `content-length: ${example.length}`
      socket.write(head('POST /classify HTTP/1.1', 'content-type: application/json', length))
      await new Promise((resolve) => socket.write(example.slice(0, sent), resolve))
      socket.resetAndDestroy()
    }
    expect((await classify()).status).toBe(200)
    expect(worker.alive()).toBe(true)
  })

  it('goes on when clients hang up in the middle of a stream', async () => {
    for (let i = 0; i < 5; i++) {
      const socket = await opened(worker.url)
      const upgrade = ['upgrade: websocket', 'connection: upgrade', 'sec-websocket-version: 13']
      const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='
      socket.write(head('GET /stream HTTP/1.1', ...upgrade, key))
      const [answer] = await new Promise<Buffer[]>((resolve) =>
        socket.once('data', (data) => resolve([data])),
      )
      expect(answer.toString('latin1')).toContain('101')
      // The first half of a masked text frame.
      socket.write(Uint8Array.of(0x81, 0xfe, 1, 0, 1, 2, 3, 4, 5))
      socket.resetAndDestroy()
    }
    expect((await classify()).status).toBe(200)
    expect(worker.alive()).toBe(true)
  })
})

describe('a model that fails its checksum at start', () => {
  it('is answered with 503 and a problem, and the rest of the API answers', async () => {
    const damaged = bundle.modules.map((module) => {
      if (!module.name.endsWith('trace.onnx')) return module
      const bytes = module.bytes.slice()
      bytes[1000] ^= 1
      return { ...module, bytes }
    })
    await using broken = await startWorkerd(damaged)
    for (const response of [await classify(broken.url), await fetch(`${broken.url}/healthz`)]) {
      expect(response.status).toBe(503)
      const body = await response.json()
      expect(isProblem(body)).toBe(true)
      expect(JSON.stringify(body)).not.toMatch(/sha|onnx/i)
    }
    expect((await fetch(`${broken.url}/problems/model-unavailable`)).status).toBe(200)
  })
})
