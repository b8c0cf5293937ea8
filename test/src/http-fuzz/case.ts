import type { Random } from '../fuzz/random.ts'
import { gzipBomb } from './bombs.ts'
import { hostileImage } from './images.ts'
import { hostileJson } from './json.ts'

/** A request that nobody would send in good faith. */
export interface FuzzRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const encoder = new TextEncoder()

const JSON_TYPES = ['application/json', 'application/json; charset=utf-8', 'Application/JSON']

const TYPES = [
  ...JSON_TYPES,
  'application/json; charset=utf-16',
  'application/octet-stream',
  'image/png',
  'image/jpeg',
  'image/svg+xml',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '',
  ';;;',
  'a'.repeat(300),
]

const PATHS = ['/classify', '/text', '/feedback', '/stream', '/models', '/healthz', '/version']

const STRANGE_PATHS = [
  '/models/%2e%2e/%2e%2e/etc/passwd',
  '/models/__proto__',
  '/models/digits/%00',
  '/problems/toString',
  '/classify?model=%F0%28%8C%28&topK=1e999&allowed=%00',
  '/classify?topK=-1&topK=2&unknown=1',
  `/${'a/'.repeat(500)}`,
  '/%',
  '/feedback/1%27%20OR%201=1',
]

const METHODS = ['POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET', 'HEAD']

/** A request: always the same from the same choices. */
export function fuzzRequest(random: Random): FuzzRequest {
  const kind = random.next()
  if (kind < 0.5) return json(random, hostileJson(random))
  if (kind < 0.6) return truncated(random)
  if (kind < 0.7) return post(random, hostileImage(random), imageType(random))
  if (kind < 0.75) return compressed(random)
  if (kind < 0.85) return rawBytes(random)
  if (kind < 0.9) return post(random, bytes(random, 784 * random.int(70) + random.int(3)), TYPES[4])
  return strange(random)
}

function json(random: Random, text: string): FuzzRequest {
  const path = random.chance(0.8) ? '/classify' : random.pick(['/text', '/feedback'])
  return { ...post(random, encoder.encode(text), random.pick(JSON_TYPES)), path }
}

/** A sound request that was cut, or of which one byte is another. */
function truncated(random: Random): FuzzRequest {
  const whole = encoder.encode(hostileJson(random))
  const body = whole.slice(0, random.int(whole.length + 1))
  if (body.length > 0 && random.chance(0.5)) body[random.int(body.length)] = random.int(256)
  return post(random, body, JSON_TYPES[0])
}

/** Declared to be compressed, whether it is or not; and compressed without saying so. */
function compressed(random: Random): FuzzRequest {
  const encoding = random.pick(['gzip', 'br', 'deflate', 'gzip, gzip', 'zstd', 'nonsense'])
  const body = random.chance(0.5) ? gzipBomb() : bytes(random, 200)
  const request = post(random, body, random.pick(TYPES))
  if (random.chance(0.2)) return request
  return { ...request, headers: { ...request.headers, 'content-encoding': encoding } }
}

function rawBytes(random: Random): FuzzRequest {
  // Rarely more than any limit: what is refused still has to be sent.
  const length = random.chance(0.01) ? 2_000_000 : random.int(2000)
  return { ...post(random, bytes(random, length), random.pick(TYPES)), path: random.pick(PATHS) }
}

function strange(random: Random): FuzzRequest {
  const method = random.pick(METHODS)
  const path = random.chance(0.5) ? random.pick(STRANGE_PATHS) : random.pick(PATHS)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const headers: Record<string, string> = {
    'content-type': random.pick(TYPES),
    'x-request-id': random.pick(['', 'a', 'x'.repeat(200), '$' + '{jndi:ldap://x}', 'good-id-1']),
    authorization: random.pick(['', 'Bearer', 'Bearer x', 'Basic !!!']),
    range: random.pick(['bytes=0-', 'bytes=-1', 'bytes=9-1', 'lines=1']),
    origin: random.pick(['null', 'https://evil.test', '\u00ff']),
    'if-none-match': random.pick(['*', '"x"', 'W/']),
  }
  return { method, path, headers, body: hasBody ? bytes(random, random.int(300)) : NOTHING }
}

function post(random: Random, body: Uint8Array, type: string): FuzzRequest {
  const query = random.chance(0.1) ? '?topK=3&model=digits' : ''
  return { method: 'POST', path: `/classify${query}`, headers: { 'content-type': type }, body }
}

function imageType(random: Random): string {
  return random.chance(0.5) ? 'image/png' : 'image/jpeg'
}

function bytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(256))
}

const NOTHING = new Uint8Array()
