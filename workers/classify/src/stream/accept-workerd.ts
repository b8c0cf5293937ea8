import type { AcceptStream } from './accept.ts'

/** What workerd adds to the DOM's WebSocket and Response. */
interface ServerSocket extends WebSocket {
  accept(): void
}
declare const WebSocketPair: new () => { 0: WebSocket; 1: ServerSocket }

/**
 * Accepts a WebSocket in workerd. Hono's own helper tells nothing of a connection before its first message, and one
 * that never sends any has to be closed too.
 */
export const acceptInWorkerd: AcceptStream = (_, connect) => {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  const listener = connect({
    send: (message) => server.send(JSON.stringify(message)),
    close: (code, reason) => server.close(code, reason),
  })
  server.addEventListener('message', ({ data }) => listener.receive(data))
  server.addEventListener('error', () => listener.dispose())
  server.addEventListener('close', () => {
    listener.dispose()
    server.close()
  })
  const init: ResponseInit & { webSocket: WebSocket } = { status: 101, webSocket: client }
  return new Response(null, init)
}
