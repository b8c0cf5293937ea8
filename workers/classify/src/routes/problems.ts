import { PROBLEMS, type ProblemCode } from '@edgeink/protocol'
import { Hono } from 'hono/tiny'
import type { AppEnv } from '../app-env.ts'

/** `GET /problems/<code>`: where the `type` of a problem document leads. */
export function problemsRoute() {
  return new Hono<AppEnv>().get('/problems/:code', (c) => {
    const code = c.req.param('code')
    if (!isProblemCode(code)) return c.notFound()
    const { status, title } = PROBLEMS[code]
    return c.json({ code, status, title })
  })
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code)
}
