import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bindings } from '../src/environment.ts'
import { fetchWorker, post, problemOf } from './request.ts'

const LISTED: Bindings = {
  LOG_LEVEL: 'silent',
  ALLOWED_ORIGINS: 'https://app.example, https://other.example',
}

const preflight = (path: string, origin: string, env?: Bindings) =>
  fetchWorker(
    path,
    {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, authorization, feedback-token',
      },
    },
    env,
  )

describe('pages of other origins', () => {
  it('may use all of the API unless origins are listed', async () => {
    for (const path of ['/classify', '/feedback', '/models', '/anything']) {
      const { status, headers } = await preflight(path, 'https://any.example')
      expect(status).toBe(204)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-allow-methods')).toMatch(/GET.*POST.*DELETE/)
      expect(headers.get('access-control-allow-headers')).toContain('feedback-token')
    }
    const response = await fetchWorker('/problems/not-found', {
      headers: { origin: 'https://any.example' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('may use it only when listed, on every route and every error, and caches are told', async () => {
    for (const path of ['/problems/not-found', '/nothing-here', '/classify']) {
      const ask = (origin: string) => fetchWorker(path, { headers: { origin } }, LISTED)
      const listed = await ask('https://app.example')
      expect(listed.headers.get('access-control-allow-origin')).toBe('https://app.example')
      expect(listed.headers.get('vary')?.toLowerCase()).toContain('origin')
      const other = await ask('https://evil.example')
      expect(other.headers.get('access-control-allow-origin')).toBeNull()
      expect(other.headers.get('vary')?.toLowerCase()).toContain('origin')
    }
  })

  it('get no leave from a preflight when they are not listed', async () => {
    const listed = await preflight('/classify', 'https://other.example', LISTED)
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://other.example')
    for (const origin of ['https://evil.example', 'https://app.example.evil', 'null']) {
      const { headers } = await preflight('/classify', origin, LISTED)
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('vary')?.toLowerCase()).toContain('origin')
    }
  })

  it('are never taken for another, whatever they are called', async () => {
    const scheme = fc.constantFrom('http:', 'https:', 'HTTPS:', '')
    const host = fc.constantFrom('app.example', 'other.example', 'xapp.example', 'app.example.x')
    const rest = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('', ':443', '/') }, fc.string())
    const origin = fc.tuple(scheme, host, rest).map(([s, h, r]) => `${s}//${h}${r}`)
    await fc.assert(
      fc.asyncProperty(origin, async (origin) => {
        const headers = new Headers()
        try {
          headers.set('origin', origin)
        } catch {
          return
        }
        const listed = ['https://app.example', 'https://other.example']
        const expected = listed.includes(headers.get('origin') ?? '') ? headers.get('origin') : null
        const response = await fetchWorker('/problems/not-found', { headers }, LISTED)
        expect(response.headers.get('access-control-allow-origin')).toBe(expected)
      }),
      { numRuns: 100, seed: 42 },
    )
  })

  it('get no WebSocket when they are not listed, which CORS would not keep from them', async () => {
    const upgrade = (headers: Record<string, string>) =>
      fetchWorker('/stream', { headers: { upgrade: 'websocket', ...headers } }, LISTED)
    const refused = await upgrade({ origin: 'https://evil.example' })
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'origin-not-allowed' })
    for (const headers of [
      { origin: 'https://app.example' },
      { origin: 'https://edgeink.test' },
      {},
    ]) {
      expect((await upgrade(headers as Record<string, string>)).status).not.toBe(403)
    }
  })
})

describe('what every answer says to a browser', () => {
  it('is that it is data: not to be run, framed, sniffed or told of', async () => {
    const answers = [
      await fetchWorker('/problems/not-found'),
      await fetchWorker('/nothing-here'),
      await post('{'),
    ]
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/)
    }
  })
})
