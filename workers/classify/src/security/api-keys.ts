import { EnvironmentError } from '../environment-error.ts'
import { equalBytes } from './equal-bytes.ts'
import { randomToken } from './random-token.ts'
import { DIGEST_BYTES, fromHex, sha256, toHex } from './sha256.ts'

/** A key that may use the API. The key itself is known to its holder alone. */
export interface ApiKey {
  /** Names the holder in logs and counts requests; no secret. */
  readonly id: string
  /** SHA-256 of the key. The key is 256 random bits, so a plain hash is as good as a slow one. */
  readonly sha256: Uint8Array
  /** First and last moment of its validity, in milliseconds since 1970. */
  readonly notBefore: number
  readonly expires: number
}

/** What a key looks like: a prefix by which scanners for leaked secrets know it, then 256 bits of base64url. */
const KEY = /^eik_[A-Za-z0-9_-]{43}$/

const EXPECTED =
  'API_KEYS: expected a JSON list of {"id", "sha256": 64 hexadecimal digits, "notBefore"?, "expires"?: dates}, as `npm run keys -- create` prints them; correct the secret and deploy again'

const FIELDS = ['id', 'sha256', 'notBefore', 'expires']
const ID = /^[\w.-]{1,64}$/
const HASH = new RegExp(`^[0-9a-fA-F]{${2 * DIGEST_BYTES}}$`)

/**
 * Reads the keys of the setting API_KEYS. None at all when it is not set: then the API is open.
 *
 * @throws {EnvironmentError} when it is set to anything else than a list of keys
 */
export function parseApiKeys(text: string | undefined): readonly ApiKey[] {
  if (text === undefined || text.trim() === '') return []
  const list = parseJson(text)
  const keys = Array.isArray(list) ? list.map(toKey) : []
  const ids = new Set(keys.map((key) => key?.id))
  // At least one, each id once: an empty list would look like protection and be none. Nothing of the text goes into
  // the message: somebody may have put the key in the hash's place.
  if (keys.length === 0 || ids.size < keys.length || ids.has(undefined)) {
    throw new EnvironmentError(EXPECTED)
  }
  return keys as ApiKey[]
}

/** Undefined for what is no key. By hand: a schema library would be loaded by each isolate that starts. */
function toKey(entry: unknown): ApiKey | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined
  if (Object.keys(entry).some((field) => !FIELDS.includes(field))) return undefined
  const { id, sha256: hash, notBefore, expires } = entry as Readonly<Record<string, unknown>>
  if (!matches(ID, id) || !matches(HASH, hash)) return undefined
  const [first, last] = [
    toTime(notBefore, Number.NEGATIVE_INFINITY),
    toTime(expires, Number.POSITIVE_INFINITY),
  ]
  if (Number.isNaN(first) || Number.isNaN(last)) return undefined
  return { id, sha256: fromHex(hash), notBefore: first, expires: last }
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}

/** NaN for what is no date. */
function toTime(value: unknown, unset: number): number {
  if (value === undefined) return unset
  return typeof value === 'string' ? Date.parse(value) : Number.NaN
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The key that was presented, if it is one of these and valid at this moment. All of them are compared to the end, so
 * the time tells neither which one was close nor how close.
 */
export async function findApiKey(
  keys: readonly ApiKey[],
  presented: string,
  now: number,
): Promise<ApiKey | undefined> {
  if (!KEY.test(presented)) return undefined
  const digest = await sha256(presented)
  let found: ApiKey | undefined
  for (const key of keys) {
    const isSame = equalBytes(key.sha256, digest)
    if (isSame && now >= key.notBefore && now <= key.expires) found = key
  }
  return found
}

/** Makes a key, and the hash that goes into API_KEYS. */
export async function createApiKey(): Promise<{ readonly key: string; readonly sha256: string }> {
  const key = `eik_${randomToken()}`
  return { key, sha256: toHex(await sha256(key)) }
}
