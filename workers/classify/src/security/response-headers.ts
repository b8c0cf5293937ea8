import type { AppMiddleware } from '../app-env.ts'
import { setHeader } from '../http/set-header.ts'

/** What answers say to a browser. An answer is data: nothing in it may be run, framed or sniffed into a page. */
const HEADERS = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  // Pages that may read an answer fetch it with CORS, which this does not touch.
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

/** A year. Without subdomains: those are not ours to decide on. */
const HSTS = 'max-age=31536000'

/** Sets the headers that every answer has, errors too. What a route has set itself, such as the policy of a page, stays. */
export function responseHeaders(): AppMiddleware {
  return async (c, next) => {
    await next()
    const { res } = c
    if (res.status === 101) return
    for (const [name, value] of HEADERS) {
      if (!res.headers.has(name)) setHeader(c, name, value)
    }
    // Over http it means nothing, and the standard forbids it (RFC 6797, section 7.2).
    if (c.req.url.startsWith('https:')) setHeader(c, 'strict-transport-security', HSTS)
  }
}
