/** Carries a request's id: in, when whoever stands before us has given one, and always out. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** What an id may be. Anything else could forge lines of a log, or fill it. */
const ID = /^[A-Za-z0-9_.:-]{8,64}$/

/** The id that the request came with if it is sound, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER)
  return given !== null && ID.test(given) ? given : crypto.randomUUID()
}
