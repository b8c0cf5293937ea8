import { fetchWorker } from './request.ts'
import { type ConnectStream, createClient, overSocket } from './suite/client.ts'

/** workerd's way: the response of the handshake holds the socket. */
const connect: ConnectStream = async () => {
  const response = await fetchWorker('/stream', { headers: { upgrade: 'websocket' } })
  const { webSocket } = response as Response & { webSocket: WebSocket & { accept(): void } }
  if (!webSocket) throw new Error(`no WebSocket: ${response.status} ${await response.text()}`)
  webSocket.accept()
  return overSocket(webSocket)
}

export const workerdClient = createClient(fetchWorker, connect)
