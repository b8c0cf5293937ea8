/** The subprotocol that a browser's WebSocket offers beside its key, and that the answer accepts. */
export const SUBPROTOCOL = 'edgeink'

/**
 * The API key that a request presents, if any: `Authorization: Bearer KEY` or `X-API-Key: KEY`. A page cannot set
 * headers on a WebSocket, so there the key may stand among the subprotocols: `new WebSocket(url, ['edgeink', KEY])`.
 * Never in the address, which ends up in logs and histories.
 */
export function presentedKey(headers: Headers): string | undefined {
  const bearer = /^bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')
  if (bearer) return bearer[1]
  const own = headers.get('x-api-key')?.trim()
  if (own) return own
  const [first, second] = offeredSubprotocols(headers)
  return first === SUBPROTOCOL ? second : undefined
}

function offeredSubprotocols(headers: Headers): string[] {
  const offered = headers.get('sec-websocket-protocol') ?? ''
  return offered.split(',').map((name) => name.trim())
}
