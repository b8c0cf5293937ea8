import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ModelPackage } from '../src/model-store.ts'
import { bareOnnx } from './bare-onnx.ts'
import { readPackages } from './read-packages.ts'
import { readServerSettings } from './settings.ts'
import { type RunningServer, startServer } from './start-server.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MODELS = `${ROOT}packages/models`

let folder: string
let example: string
let packages: ModelPackage[]
const running: RunningServer[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-server-'))
  example = await readFile(`${ROOT}example.json`, 'utf8')
  packages = (await readPackages(MODELS)).filter(({ manifest }) => idOf(manifest) === 'digits')
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets/index.html'), '<h1>demo</h1>')
  await writeFile(
    join(folder, 'assets/_headers'),
    "/*\n  content-security-policy: default-src 'self'\n",
  )
  await writeFile(join(folder, 'secret'), 'not for you')
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
})
afterAll(() => rm(folder, { recursive: true }))

const idOf = (manifest: unknown) => (manifest as { id: string }).id

async function start(env: Record<string, string> = {}, models: readonly ModelPackage[] = packages) {
  const all = { LOG_LEVEL: 'silent', PORT: '0', HOST: '127.0.0.1', STOP_SECONDS: '5', ...env }
  const settings = readServerSettings(all, {
    modelsFolder: MODELS,
    migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)),
    assetsFolder: join(folder, 'assets'),
  })
  const server = await startServer(all, settings, models)
  running.push(server)
  return server
}

const classify = (url: string, body = example) =>
  fetch(`${url}/classify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

/** A connection on which half of a request was sent. */
async function halfRequest(url: string): Promise<{ socket: Socket; rest: string }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await new Promise((resolve) => socket.once('connect', resolve))
  const half = Math.floor(example.length / 2)
  const head = `POST /classify HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${example.length}\r\nconnection: close\r\n\r\n`
  await new Promise((resolve) => socket.write(head + example.slice(0, half), resolve))
  return { socket, rest: example.slice(half) }
}

async function textOf(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) text += chunk
  return text
}

describe('the server', () => {
  it('answers as the worker does, and counts it for Prometheus under few labels', async () => {
    const { url } = await start()
    const answer = (await (await classify(url)).json()) as { results: { candidates: object[] }[] }
    expect(answer.results[0].candidates[0]).toMatchObject({ label: '7' })
    for (let i = 0; i < 20; i++) await fetch(`${url}/no/such/${i}`)
    await classify(url, '{')
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toMatch(
      /edgeink_requests_total\{route="\/classify",method="POST",status="200"\} 1/,
    )
    expect(metrics).toMatch(/edgeink_requests_total\{route="\*",method="GET",status="404"\} 20/)
    expect(metrics).toMatch(/edgeink_answers_total\{model="digits@[\d.]+",label="7"\} 1/)
    expect(metrics).toMatch(
      /edgeink_request_duration_seconds_bucket\{le="0.01",route="\/classify"\}/,
    )
    expect(metrics).toContain('nodejs_eventloop_lag_seconds')
    expect(metrics).not.toContain('/no/such')
  })

  it('serves the page with the headers of its file, and nothing beside its folder', async () => {
    const { url } = await start()
    const page = await fetch(url)
    expect(await page.text()).toBe('<h1>demo</h1>')
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'")
    for (const path of ['/../secret', '/%2e%2e/secret', '/..%2fsecret', '/_headers']) {
      expect((await fetch(url + path)).status).toBe(404)
    }
  })

  it('lets a request end that was under way when it was told to stop, and takes no new one', async () => {
    const server = await start()
    const { socket, rest } = await halfRequest(server.url)
    const stopped = server.stop()
    await expect(classify(server.url)).rejects.toThrow()
    socket.write(rest)
    expect(await textOf(socket)).toContain('HTTP/1.1 200')
    await stopped
  })

  it('gives up on a request that does not end', async () => {
    const server = await start({ STOP_SECONDS: '0' })
    const { socket } = await halfRequest(server.url)
    socket.on('error', () => {})
    await server.stop()
    await expect(classify(server.url)).rejects.toThrow()
  })

  it('survives clients that hang up in the middle of a body and of a stream', async () => {
    const { url } = await start()
    for (let i = 0; i < 5; i++) {
      const { socket } = await halfRequest(url)
      socket.destroy()
      const stream = new WebSocket(`${url.replace('http', 'ws')}/stream`)
      await new Promise((resolve) => stream.once('open', resolve))
      stream.send('{"type":"points","stroke":0,"points":[[0,0],[1,1]]}')
      stream.terminate()
    }
    expect((await classify(url)).status).toBe(200)
  })

  it('limits requests by address when told to', async () => {
    const { url } = await start({ RATE_LIMIT: '2' })
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await classify(url)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
  })
})

describe('a model that fails its checksum', () => {
  it('is answered with 503, and the others answer', async () => {
    const [{ manifest, files }] = packages
    const damaged = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, new Uint8Array(bytes).fill(0, 100, 110)]),
    )
    const broken = { manifest: { ...(manifest as object), id: 'broken' }, files: damaged }
    const { url } = await start({}, [broken, ...packages])
    const request = JSON.stringify({ ...JSON.parse(example), model: 'broken' })
    expect((await classify(url, request)).status).toBe(503)
    expect((await fetch(`${url}/healthz`)).status).toBe(503)
    expect((await classify(url)).status).toBe(200)
  })
})

describe('onnxruntime-web', () => {
  it('serves a model of ours, and a bare ONNX file', async () => {
    const { url } = await start({ ENGINE: 'ort' })
    expect((await classify(url)).status).toBe(200)
    const bare = await bareOnnx('digits', await readFile(`${MODELS}/digits/raster.onnx`))
    const server = await start({ ENGINE: 'ort' }, [bare])
    const answer = (await (await classify(server.url)).json()) as {
      model: object
      results: object[]
    }
    expect(answer).toMatchObject({
      model: { id: 'digits', version: '0.0.0' },
      results: [{ candidates: [{ label: '7' }, {}, {}], rejected: false }],
    })
  })
})

describe('the settings', () => {
  const folders = { modelsFolder: 'a', migrationsFolder: 'b', assetsFolder: undefined }

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ ENGINE: 'tfjs' }, 'ENGINE'],
    [{ ENGINE: 'wasm', ONNX_FILE: 'a.onnx' }, 'ONNX_FILE'],
    [{ STOP_SECONDS: '-1' }, 'STOP_SECONDS'],
  ])('%j are refused, and what is wrong named', (env, name) => {
    expect(() => readServerSettings(env, folders)).toThrow(
      expect.objectContaining({ code: 'ENVIRONMENT', message: expect.stringContaining(name) }),
    )
  })

  it('take a bare ONNX file for onnxruntime-web', () => {
    expect(readServerSettings({ ONNX_FILE: 'a.onnx' }, folders).engine).toBe('ort')
  })
})
