import { matchedRoutes } from 'hono/route'
import type { AppContext, AppMiddleware, OnAnswer } from '../app-env.ts'
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts'
import { classificationOf, type RequestRecord } from './request-record.ts'

/** Takes note of requests. It may fail: see {@link observe}. */
export type RecordSink = (record: RequestRecord, context: AppContext) => void

export interface Clocks {
  /** Milliseconds, from a clock that only runs forward. Default: the runtime's. */
  readonly clock?: () => number
  /** Milliseconds since 1970. Default: the runtime's. */
  readonly now?: () => number
}

export interface ObserveOptions extends Clocks {
  readonly sinks: readonly RecordSink[]
  /** Told once for each sink that begins to fail. */
  readonly onSinkError: (error: unknown) => void
}

/** The two places where the app tells what happens: around each request, and after each classification. */
export interface Observer {
  readonly middleware: AppMiddleware
  readonly onAnswer: OnAnswer
}

/** Hono's pattern of what no route has matched. */
const UNMATCHED = '*'

/**
 * Gives each request an id, and tells every sink of it when it is over. A stream is told of prediction by prediction.
 * A sink that throws is passed over: nobody's answer depends on its being counted.
 */
export function observe(options: ObserveOptions): Observer {
  const { clock = () => performance.now(), now = Date.now } = options
  const tell = safely(options)
  return {
    async middleware(c, next) {
      const start = clock()
      const requestId = requestIdOf(c.req.raw.headers)
      c.set('requestId', requestId)
      await next()
      c.res.headers.set(REQUEST_ID_HEADER, requestId)
      const answered = c.get('answered')
      const record: RequestRecord = {
        requestId,
        route: routeOf(c),
        method: c.req.method,
        status: c.res.status,
        duration: clock() - start,
        time: now(),
        ...(answered && { classification: classificationOf(answered) }),
      }
      tell(record, c)
    },
    onAnswer(answered, c) {
      if (answered.route !== 'stream') {
        c.set('answered', answered)
        return
      }
      const record: RequestRecord = {
        requestId: c.get('requestId'),
        route: '/stream',
        method: 'WEBSOCKET',
        status: 200,
        duration: answered.duration,
        time: now(),
        classification: classificationOf(answered),
      }
      tell(record, c)
    },
  }
}

function safely({ sinks, onSinkError }: ObserveOptions): RecordSink {
  const failing = new Set<RecordSink>()
  return (record, c) => {
    for (const sink of sinks) {
      try {
        sink(record, c)
        failing.delete(sink)
      } catch (error) {
        if (failing.has(sink)) continue
        failing.add(sink)
        onSinkError(error)
      }
    }
  }
}

/** The pattern of the last handler that matched, but for middleware, which matches everything. */
function routeOf(c: AppContext): string {
  if (c.res.status === 404) return UNMATCHED
  return matchedRoutes(c).findLast(({ path }) => path !== '/*')?.path ?? UNMATCHED
}
