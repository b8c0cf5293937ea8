import { EnvironmentError } from '../environment-error.ts'

/** Which pages may read the answers: all, or those of these origins. */
export type AllowedOrigins = '*' | readonly string[]

const EXPECTED =
  '* or origins such as https://example.com (no path, no slash at the end), separated by commas'

/**
 * Reads the setting ALLOWED_ORIGINS. Not set means all: the public demo has neither keys nor cookies to protect.
 *
 * @throws {EnvironmentError} on anything that no browser would send as an origin
 */
export function parseAllowedOrigins(text: string | undefined): AllowedOrigins {
  if (text === undefined || text.trim() === '') return '*'
  const origins = text.split(',').map((origin) => origin.trim())
  if (origins.length === 1 && origins[0] === '*') return '*'
  // A slash at the end or a path would silently match nothing; `null` is the origin of every sandboxed page.
  const odd = origins.find((origin) => !isOrigin(origin))
  if (odd === undefined) return origins
  throw new EnvironmentError(`ALLOWED_ORIGINS: expected ${EXPECTED}, got ${JSON.stringify(odd)}`)
}

function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

/** Whether a page of this origin may use the API. */
export function isAllowedOrigin(allowed: AllowedOrigins, origin: string): boolean {
  return allowed === '*' || allowed.includes(origin)
}
