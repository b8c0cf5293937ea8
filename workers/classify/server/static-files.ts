import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono/tiny'
import type { AppEnv, AppRoute } from '../src/app-env.ts'
import { type HeadersOf, readHeadersFile } from './headers-file.ts'

/** The demo page and the model files, with the headers that they have on Workers. What is not there is left to the API. */
export async function staticFiles(folder: string): Promise<AppRoute> {
  const headersOf: HeadersOf = await readHeadersFile(`${folder}/_headers`)
  const serve = serveStatic<AppEnv>({
    root: folder,
    onFound: (_, c) => {
      for (const [name, value] of headersOf(c.req.path)) c.header(name, value)
    },
  })
  // As middleware: a route for every path would make 405 of each 404.
  return new Hono<AppEnv>().use(async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    return isRead && c.req.path !== '/_headers' ? serve(c, next) : next()
  })
}
