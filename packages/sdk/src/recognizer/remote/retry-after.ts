/**
 * Milliseconds of a `Retry-After` header (RFC 9110, 10.2.3): whole seconds, or a date to compare with `now`, in
 * milliseconds since 1970. Undefined where there is none that can be read.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
