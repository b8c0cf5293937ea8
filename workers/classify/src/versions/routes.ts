import { EnvironmentError } from '../environment-error.ts'

/** Which versions of a model answer. */
export interface VersionRoute {
  readonly stable: string
  readonly canary?: { readonly version: string; readonly percent: number }
}

/** By model id. */
export type VersionRoutes = Readonly<Record<string, VersionRoute>>

const EXAMPLE = '{"digits": {"stable": "1.0.0", "canary": "1.1.0", "percent": 5}}'

/**
 * Reads the variable MODEL_VERSIONS: JSON, or the object that wrangler makes of JSON in its configuration.
 *
 * @throws {EnvironmentError} that names the entry, what was expected and what was found
 */
export function parseVersionRoutes(variable: unknown): VersionRoutes {
  if (variable === undefined || variable === '') return {}
  const parsed = typeof variable === 'string' ? parseJson(variable) : variable
  if (!isRecord(parsed)) throw wrong('', `an object such as ${EXAMPLE}`, parsed)
  return Object.fromEntries(Object.entries(parsed).map(([id, entry]) => [id, toRoute(id, entry)]))
}

function toRoute(id: string, entry: unknown): VersionRoute {
  if (!isRecord(entry)) throw wrong(id, 'an object', entry)
  const { stable, canary, percent } = entry
  if (typeof stable !== 'string') throw wrong(`${id}.stable`, 'a version', stable)
  if (canary === undefined && percent === undefined) return { stable }
  if (typeof canary !== 'string') throw wrong(`${id}.canary`, 'a version', canary)
  if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100)) {
    throw wrong(`${id}.percent`, 'a number from 0 to 100', percent)
  }
  return { stable, canary: { version: canary, percent } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong('', `JSON such as ${EXAMPLE}`, text)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(path: string, expected: string, got: unknown): EnvironmentError {
  const place = path ? `MODEL_VERSIONS, ${path}` : 'MODEL_VERSIONS'
  return new EnvironmentError(`${place}: expected ${expected}, got ${JSON.stringify(got)}`)
}
