import { PROBLEM_MEDIA_TYPE, type Problem, problem } from '@edgeink/protocol'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../app-env.ts'
import { ProblemError } from './problem-error.ts'

/** What the operator reads about a failure. The client never sees it. */
export type Log = (message: string, error: unknown, context?: AppContext) => void

/** Answers with a problem document (RFC 9457). */
export function problemResponse(
  c: Context,
  document: Problem,
  headers: Record<string, string> = {},
) {
  const type = { 'content-type': PROBLEM_MEDIA_TYPE }
  return c.body(JSON.stringify(document), document.status as ContentfulStatusCode, {
    ...headers,
    ...type,
  })
}

/** Turns whatever a handler threw into a problem document. Errors nobody foresaw are logged and answered with a fixed text. */
export function onError(log: Log) {
  return (error: Error, c: AppContext) => {
    if (!(error instanceof ProblemError)) {
      log('unexpected error', error, c)
      return problemResponse(c, problem('internal-error', 'The failure was logged. Try again.'))
    }
    const document = error.toProblem()
    if (document.status >= 500) log(error.message, error.cause, c)
    return problemResponse(c, document)
  }
}

export function onNotFound(c: Context) {
  return problemResponse(c, problem('not-found', `There is nothing at ${c.req.path}`))
}

/** 405, with the methods that the address does answer to. */
export function onMethodNotAllowed(c: Context, methods: readonly string[]) {
  const allow = methods.join(', ')
  const detail = `${c.req.path} answers to ${allow}, not to ${c.req.method}`
  return problemResponse(c, problem('method-not-allowed', detail), { allow })
}
