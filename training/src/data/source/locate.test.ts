import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assertChecksum, sha256 } from './checksum.ts'
import type { DataFile } from './data-files.ts'
import { type DataOptions, openDataFile } from './locate.ts'

const INK = 'the right ink'
const PATH = 'set/ink.txt'

let server: Server
let origin: string
let requests: string[]
let root: string

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url!)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((done) => server.close(done)))

beforeEach(async () => {
  requests = []
  root = await mkdtemp(join(tmpdir(), 'edgeink-data-'))
})

afterEach(() => rm(root, { recursive: true }))

function answer({ url }: IncomingMessage, response: ServerResponse): void {
  switch (url) {
    case '/right':
      response.setHeader('content-length', INK.length)
      response.end(INK)
      break
    case '/wrong':
      response.end('the wrong ink')
      break
    case '/truncated':
      response.setHeader('content-length', INK.length)
      response.write(INK.slice(0, 5), () => response.destroy())
      break
    case '/endless':
      response.write(INK)
      break
    default:
      response.statusCode = 404
      response.end()
  }
}

function inkFile(...paths: string[]): DataFile<string> {
  return {
    path: PATH,
    urls: paths.map((path) => `${origin}${path}`),
    open(bytes, name) {
      assertChecksum(name, sha256(INK), sha256(bytes))
      return new TextDecoder().decode(bytes)
    },
  }
}

const cacheDir = () => join(root, 'cache')
const dataDir = () => join(root, 'data')
const open = (file: DataFile<string>, options: DataOptions = {}) =>
  openDataFile(file, { cacheDir: cacheDir(), env: {}, ...options })

async function place(folder: string, text: string): Promise<void> {
  const path = join(folder, PATH)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

const cached = () => readdir(join(cacheDir(), 'set')).catch(() => [])

describe('openDataFile', () => {
  test('the folder that is named comes first, then that of the environment, then the cache', async () => {
    await place(dataDir(), INK)
    expect(await open(inkFile('/right'), { dir: dataDir() })).toBe(INK)
    expect(await open(inkFile('/right'), { env: { EDGEINK_DATA: dataDir() } })).toBe(INK)
    await place(cacheDir(), INK)
    expect(await open(inkFile('/right'))).toBe(INK)
    expect(requests).toEqual([])
  })

  test('the cache is under XDG_CACHE_HOME where that is set', async () => {
    await place(join(root, 'edgeink'), INK)
    const env = { XDG_CACHE_HOME: root }
    expect(await openDataFile(inkFile('/right'), { env })).toBe(INK)
    expect(requests).toEqual([])
  })

  test('a folder without the file leads on to a download, which is cached', async () => {
    await mkdir(dataDir())
    expect(await open(inkFile('/right'), { dir: dataDir() })).toBe(INK)
    expect(await open(inkFile('/right'), { dir: dataDir() })).toBe(INK)
    expect(requests).toEqual(['/right'])
    expect(await cached()).toEqual(['ink.txt'])
    expect(await readFile(join(cacheDir(), PATH), 'utf8')).toBe(INK)
  })

  test('a folder that does not exist is a DATA_MISSING error, not a download', async () => {
    for (const options of [{ dir: dataDir() }, { env: { EDGEINK_DATA: dataDir() } }]) {
      await expect(open(inkFile('/right'), options)).rejects.toMatchObject({
        code: 'DATA_MISSING',
        message: expect.stringContaining(dataDir()),
      })
    }
    expect(requests).toEqual([])
  })

  test('a local file with other bytes is a DATA_CHECKSUM error that names both digests', async () => {
    await place(dataDir(), 'the wrong ink')
    await expect(open(inkFile('/right'), { dir: dataDir() })).rejects.toMatchObject({
      name: 'DataError',
      code: 'DATA_CHECKSUM',
      message: expect.stringMatching(
        new RegExp(`${join(dataDir(), PATH)}.*${sha256(INK)}.*${sha256('the wrong ink')}`),
      ),
    })
    expect(requests).toEqual([])
  })

  test('a source that has gone, breaks off or has other bytes gives way to the next', async () => {
    expect(await open(inkFile('/gone', '/truncated', '/wrong', '/right'))).toBe(INK)
    expect(requests).toEqual(['/gone', '/truncated', '/wrong', '/right'])
  })

  test.each([
    ['has gone', '/gone', 'DATA_DOWNLOAD', /answered 404/],
    ['breaks off', '/truncated', 'DATA_DOWNLOAD', /Check the connection/],
    ['has other bytes', '/wrong', 'DATA_CHECKSUM', /wrong: expected contents with SHA-256/],
  ])('when the only source %s, nothing is cached', async (_, path, code, message) => {
    await expect(open(inkFile(path))).rejects.toMatchObject({
      name: 'DataError',
      code,
      message: expect.stringMatching(message),
    })
    expect(await cached()).toEqual([])
  })

  test('a server that cannot be reached is a DATA_DOWNLOAD error that says where to put the file', async () => {
    const file = { ...inkFile(), urls: ['http://127.0.0.1:1/ink'] }
    await expect(open(file)).rejects.toMatchObject({
      code: 'DATA_DOWNLOAD',
      message: expect.stringContaining(join(cacheDir(), PATH)),
      cause: expect.any(AggregateError),
    })
  })

  test('a download can be abandoned, and leaves nothing behind', async () => {
    const controller = new AbortController()
    const opened = open(inkFile('/endless', '/right'), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(opened).rejects.toMatchObject({ name: 'AbortError' })
    expect(requests).toEqual(['/endless'])
    expect(await cached()).toEqual([])
  })

  test('progress ends at the whole length', async () => {
    const progress: unknown[] = []
    await open(inkFile('/right'), { onProgress: (event) => progress.push(event) })
    expect(progress.at(-1)).toEqual({
      url: `${origin}/right`,
      received: INK.length,
      total: INK.length,
    })
  })
})
