import { Hono } from 'hono/tiny'
import type { AppEnv } from '../app-env.ts'
import { STYLE } from '../docs/style.ts'
import type { Route } from '../openapi/document.ts'
import type { OpenApiDocument } from '../openapi/types.ts'

/** The page runs nothing and loads nothing but its style. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const KEPT = 'public, max-age=300'

/**
 * `GET /openapi.json`, and `/docs`, a page made of it. Both are made when the first request for them comes, and what
 * makes them is loaded then: an isolate that is never asked starts without it.
 */
export function docsRoutes(routes: () => readonly Route[]) {
  let document: Promise<OpenApiDocument> | undefined
  let page: Promise<string> | undefined
  const read = () => {
    document ??= makeDocument(routes())
    return document
  }
  const app = new Hono<AppEnv>()
  app.get('/openapi.json', async (c) => c.json(await read(), 200, { 'cache-control': KEPT }))
  app.get('/docs', async (c) => {
    page ??= makePage(read())
    return c.html(await page, 200, {
      'content-security-policy': PAGE_POLICY,
      'cache-control': KEPT,
    })
  })
  app.get('/docs/style.css', (c) =>
    c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': KEPT }),
  )
  return app
}

async function makeDocument(routes: readonly Route[]): Promise<OpenApiDocument> {
  const { openApiDocument } = await import('../openapi/document.ts')
  return openApiDocument(routes)
}

async function makePage(document: Promise<OpenApiDocument>): Promise<string> {
  const { docsPage } = await import('../docs/page.ts')
  return docsPage(await document)
}
