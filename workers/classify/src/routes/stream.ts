import { Hono } from 'hono/tiny'
import type { AppContext, AppEnv, OnAnswer } from '../app-env.ts'
import type { Log } from '../http/answers.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { ModelStore } from '../model-store.ts'
import type { AcceptStream } from '../stream/accept.ts'
import type { StreamPeer } from '../stream/session.ts'

/** How this runtime accepts a WebSocket, and how patient the server is. */
export interface StreamOptions {
  readonly accept: AcceptStream
  /** Seconds of silence after which a stream is closed. */
  readonly idleSeconds: number
}

export interface StreamRouteOptions extends StreamOptions {
  readonly models: ModelStore
  readonly log: Log
  readonly onAnswer: OnAnswer
}

/** `GET /stream`: a WebSocket over which ink goes in as it is drawn, and predictions come back. */
export function streamRoute({ accept, idleSeconds, onAnswer, ...options }: StreamRouteOptions) {
  const connect = async (c: AppContext) => {
    // Loaded with the first stream: it brings the schema library.
    const { StreamSession } = await import('../stream/session.ts')
    return (peer: StreamPeer) =>
      new StreamSession({
        ...options,
        peer,
        caller: c.get('caller'),
        idleTimeout: 1000 * idleSeconds,
        onAnswer: (answered) => onAnswer(answered, c),
      })
  }
  return new Hono<AppEnv>().get('/stream', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() === 'websocket') {
      return await accept(c, await connect(c))
    }
    c.header('upgrade', 'websocket')
    throw new ProblemError(
      'upgrade-required',
      'expected a WebSocket handshake: connect with ws:// or wss://',
    )
  })
}
