import { getConnInfo } from '@hono/node-server/conninfo'
import type { AppContext } from '../src/app-env.ts'

/**
 * The client's address: who is connected, or behind proxies of one's own what the outermost of them has seen. Each adds
 * one entry to X-Forwarded-For, so that many from the right are believed and the rest, which anyone can write, is not.
 */
export function clientAddress(proxies: number): (c: AppContext) => string | undefined {
  return (c) => {
    if (proxies === 0) return getConnInfo(c).remote.address
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
    return hops.at(-proxies) || undefined
  }
}
