// A line of JSON for each thing worth telling. What a line may hold is listed here, field by field: never the ink,
// never a body, a key or an address.
import type { RecordSink } from './observe.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** Takes a finished line. */
export type WriteLine = (level: LogLevel, line: string) => void

export interface LoggerOptions {
  /** Lines below it are left out. Default `warn`. */
  readonly level?: LogLevel
  /** Default: the console's method of the level. */
  readonly write?: WriteLine
  /** Milliseconds since 1970. Default: the runtime's. */
  readonly now?: () => number
}

export type Fields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Logger {
  readonly log: (level: LogLevel, message: string, fields?: Fields, error?: unknown) => void
  isOn(level: LogLevel): boolean
}

/** How deep a chain of causes is followed. */
const MAX_CAUSES = 4

/** Writes lines as JSON. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { level: least = 'warn', write = toConsole, now = Date.now } = options
  const isOn = (level: LogLevel) => LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least)
  return {
    isOn,
    log(level, message, fields = {}, error) {
      if (!isOn(level)) return
      const time = new Date(now()).toISOString()
      const line = { time, level, message, ...fields, ...(error !== undefined && errorOf(error)) }
      write(level, JSON.stringify(line))
    },
  }
}

/** A line for each request. Failed ones are errors; a refused one is its client's matter, and no warning to us. */
export function logSink(logger: Logger): RecordSink {
  return ({ requestId, route, method, status, duration, classification }) => {
    const level = status >= 500 ? 'error' : 'info'
    if (!logger.isOn(level)) return
    const { model, batch, rejected, best } = classification ?? {}
    logger.log(level, 'request', {
      requestId,
      route,
      method,
      status,
      ms: Math.round(100 * duration) / 100,
      model: model && `${model.id}@${model.version}`,
      batch,
      rejected,
      topProbability: best?.[0]?.probability,
    })
  }
}

/** Name, code, message and stack, and those of its causes. */
function errorOf(error: unknown): { readonly error: object } {
  const chain: object[] = []
  for (let at = error; at !== undefined && chain.length < MAX_CAUSES; ) {
    if (!(at instanceof Error)) {
      chain.push({ message: String(at) })
      break
    }
    const { name, message, stack } = at
    chain.push({ name, code: (at as { code?: unknown }).code, message, stack })
    at = at.cause
  }
  const [first, ...causes] = chain
  return { error: causes.length > 0 ? { ...first, causes } : first }
}

function toConsole(level: LogLevel, line: string): void {
  if (level === 'error') console.error(line)
  else if (level === 'warn') console.warn(line)
  else console.log(line)
}
