import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Bindings } from '../src/environment.ts'
import { createApiKey } from '../src/security/api-keys.ts'
import { RATE_LIMITER } from './bindings.ts'
import { fetchWorker, problemOf } from './request.ts'

/** What the route itself answers to a body that is missing: whoever gets it has passed everything before. */
const PASSED = 400

/** A request that needs no model, and no more than leave to ask. */
function ask(headers: Record<string, string>, env: Bindings, path = '/classify') {
  const json = { 'content-type': 'application/json' }
  return fetchWorker(path, { method: 'POST', headers: { ...json, ...headers } }, env)
}

describe('with API keys', () => {
  let key: string
  let expired: string
  let env: Bindings

  beforeAll(async () => {
    const [one, two] = await Promise.all([createApiKey(), createApiKey()])
    key = one.key
    expired = two.key
    const keys = [
      { id: 'one', sha256: one.sha256 },
      { id: 'two', sha256: two.sha256, expires: '2020-01-01' },
    ]
    env = { API_KEYS: JSON.stringify(keys), LOG_LEVEL: 'silent' }
  })

  it('who shows one is answered, as bearer or in a header of its own', async () => {
    expect((await ask({ authorization: `Bearer ${key}` }, env)).status).toBe(PASSED)
    expect((await ask({ authorization: `bearer  ${key}` }, env)).status).toBe(PASSED)
    expect((await ask({ 'x-api-key': key }, env)).status).toBe(PASSED)
  })

  it('who shows none is told how to, before the body is read', async () => {
    const response = await ask({}, env)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="edgeink"')
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' })
  })

  it('who shows another, an expired or a broken one is refused', async () => {
    const { key: other } = await createApiKey()
    for (const wrong of [other, expired, `${key}x`, key.slice(0, -1), key.toLowerCase()]) {
      const response = await ask({ authorization: `Bearer ${wrong}` }, env)
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
      const problem = await problemOf(response)
      expect(problem.status).toBe(401)
      expect(JSON.stringify(problem)).not.toContain(wrong)
    }
    for (const authorization of [`Basic ${btoa(`a:${key}`)}`, key, 'Bearer', '']) {
      expect((await ask({ authorization }, env)).status).toBe(401)
    }
    expect((await ask({}, env, `/classify?key=${key}`)).status).toBe(401)
  })

  it('a page’s WebSocket, which has no headers, shows one among its subprotocols', async () => {
    const connect = async (offer: string) => {
      const headers = { upgrade: 'websocket', 'sec-websocket-protocol': offer }
      const response = await fetchWorker('/stream', { headers }, env)
      const { webSocket } = response as Response & {
        webSocket: (WebSocket & { accept(): void }) | null
      }
      webSocket?.accept()
      webSocket?.close()
      return response
    }
    const { status, headers } = await connect(`edgeink, ${key}`)
    expect(status).toBe(101)
    expect(headers.get('sec-websocket-protocol')).toBe('edgeink')
    for (const offer of [`edgeink, ${expired}`, 'edgeink', key]) {
      expect((await connect(offer)).status).toBe(401)
    }
  })

  it('everything is closed but what is the same for all', async () => {
    const statusOf = async (path: string) => (await fetchWorker(path, {}, env)).status
    for (const path of ['/problems/not-found', '/healthz'])
      expect(await statusOf(path)).not.toBe(401)
    const closed = ['/', '/classify', '/metrics', '/anything', '/healthz/../metrics', '/modelsx']
    for (const path of closed) expect(await statusOf(path)).toBe(401)
    expect((await fetchWorker('/models/digits', { method: 'DELETE' }, env)).status).toBe(401)
  })

  it('no address, however it is written, leads past them', async () => {
    const open = ['healthz', 'version', 'openapi.json', 'docs', 'problems', 'models']
    const segment = fc.constantFrom(
      ...open,
      'classify',
      'metrics',
      '..',
      '%2e%2e',
      '.',
      '',
      '%2F',
      'DOCS',
    )
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => `/${all.join('/')}`)
    const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE')
    await fc.assert(
      fc.asyncProperty(path, method, async (path, method) => {
        const url = new URL(`https://edgeink.test${path}`)
        const isOpen = open.includes(url.pathname.split('/')[1]) && /^(GET|HEAD)$/.test(method)
        const { status } = await fetchWorker(url.pathname, { method }, env)
        expect(status === 401).toBe(!isOpen)
      }),
      { numRuns: 100, seed: 41 },
    )
  })

  it('a setting that is no list of keys closes the API instead of opening it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await ask({}, { API_KEYS: 'eik_oops' })).status).toBe(500)
    expect(String(log.mock.calls)).toMatch(/API_KEYS: expected/)
    expect(String(log.mock.calls)).not.toContain('oops')
    log.mockRestore()
  })
})

describe('with a rate limit', () => {
  const env: Bindings = { RATE_LIMITER, LOG_LEVEL: 'silent' }
  /** More than fit into two windows of the binding, in case one ends meanwhile. */
  const MANY = 7

  const statuses = async (headers: () => Record<string, string>, bindings = env) => {
    const all: Response[] = []
    for (let i = 0; i < MANY; i++) all.push(await ask(headers(), bindings))
    return all
  }

  it('who asks too often gets 429, and when to come back', async () => {
    const all = await statuses(() => ({ 'cf-connecting-ip': '192.0.2.1' }))
    expect(all.slice(0, 3).map(({ status }) => status)).toEqual([PASSED, PASSED, PASSED])
    const refused = all.find(({ status }) => status === 429)!
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too-many-requests' })
  })

  it('others are answered meanwhile, and the health check always', async () => {
    let last = 0
    const all = await statuses(() => ({ 'cf-connecting-ip': `198.51.100.${last++}` }))
    expect(all.every(({ status }) => status === PASSED)).toBe(true)
    for (let i = 0; i < MANY; i++) {
      expect((await fetchWorker('/healthz', {}, env)).status).not.toBe(429)
    }
  })

  it('all addresses of one IPv6 network count as one client', async () => {
    let last = 0
    const all = await statuses(() => ({ 'cf-connecting-ip': `2001:db8::${++last}` }))
    expect(all.some(({ status }) => status === 429)).toBe(true)
  })

  it('a key is counted for itself, and guesses at keys by their address', async () => {
    const { key, sha256 } = await createApiKey()
    const keyed = { ...env, API_KEYS: JSON.stringify([{ id: key.slice(-8), sha256 }]) }
    const address = { 'cf-connecting-ip': '203.0.113.5' }
    const guesses = await statuses(() => ({ ...address, 'x-api-key': 'eik_guess' }), keyed)
    expect(guesses.slice(0, 3).map(({ status }) => status)).toEqual([401, 401, 401])
    expect(guesses.some(({ status }) => status === 429)).toBe(true)
    expect((await ask({ ...address, 'x-api-key': key }, keyed)).status).toBe(PASSED)
  })

  it('that does not answer, requests are let in, and the operator is told once', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const limit = vi.fn().mockRejectedValue(new Error('binding away'))
    const all = await statuses(() => ({}), { RATE_LIMITER: { limit } })
    expect(all.every(({ status }) => status === PASSED)).toBe(true)
    expect(limit).toHaveBeenCalledTimes(MANY)
    expect(log.mock.calls.filter((call) => String(call).includes('rate limiter'))).toHaveLength(1)
    log.mockRestore()
  })
})
