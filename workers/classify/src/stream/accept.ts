import type { UpgradeWebSocket } from 'hono/ws'
import type { AppContext } from '../app-env.ts'
import type { StreamPeer } from './session.ts'

/** What hears the client of one connection. */
export interface StreamListener {
  receive(data: unknown): void
  dispose(): void
}

/** Accepts the WebSocket of a request: `connect` is called once with the client, and gives who listens to it. */
export type AcceptStream = (
  c: AppContext,
  connect: (peer: StreamPeer) => StreamListener,
) => Response | Promise<Response>

/** Through a WebSocket helper of Hono that tells when the connection is open, as the one for Node does. */
export function acceptWith(upgradeWebSocket: UpgradeWebSocket): AcceptStream {
  return (c, connect) => {
    let listener: StreamListener | undefined
    return upgradeWebSocket(c, {
      onOpen: (_, socket) => {
        listener = connect({
          send: (message) => socket.send(JSON.stringify(message)),
          close: (code, reason) => socket.close(code, reason),
        })
      },
      onMessage: ({ data }) => listener?.receive(data),
      onClose: () => listener?.dispose(),
      onError: () => listener?.dispose(),
    })
  }
}
