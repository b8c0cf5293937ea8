import type { AppContext } from '../app-env.ts'

/**
 * Sets a header of an answer that is there already. Hono's own `c.header` makes a new Response each time, a fifth of
 * what a request costs where there are ten headers; it is left for answers whose headers may not be changed, such as
 * those that were fetched.
 */
export function setHeader(c: AppContext, name: string, value: string): void {
  try {
    c.res.headers.set(name, value)
  } catch {
    c.header(name, value)
  }
}
