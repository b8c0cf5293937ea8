import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { docsPage } from '../docs/page.ts'
import { STYLE } from '../docs/style.ts'
import { openApiDocument, type Route } from '../openapi/document.ts'

/** The page runs nothing and loads nothing but its style. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const KEPT = 'public, max-age=300'

/** `GET /openapi.json`, and `/docs`, a page made of it. `routes` are asked for when the first request comes. */
export function docsRoutes(routes: () => readonly Route[]) {
  let document: ReturnType<typeof openApiDocument> | undefined
  let page: string | undefined
  const read = () => {
    document ??= openApiDocument(routes())
    return document
  }
  const app = new Hono<AppEnv>()
  app.get('/openapi.json', (c) => c.json(read(), 200, { 'cache-control': KEPT }))
  app.get('/docs', (c) => {
    page ??= docsPage(read())
    return c.html(page, 200, { 'content-security-policy': PAGE_POLICY, 'cache-control': KEPT })
  })
  app.get('/docs/style.css', (c) =>
    c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': KEPT }),
  )
  return app
}
