/** What one request may count on. */
export interface RateLimitOutcome {
  readonly success: boolean
  /** Seconds until a request is answered again, if the limiter knows. */
  readonly retryAfter?: number
}

/** Counts requests by key. Workers' rate limiting binding is one. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<RateLimitOutcome>
}

export interface MemoryRateLimiterOptions {
  /** Requests in a period. */
  readonly limit: number
  /** Seconds. Default 60. */
  readonly period?: number
  /** Clients that are remembered at once. Default 10,000: about 2 MB. */
  readonly clients?: number
  /** Milliseconds, from a clock that only runs forward. Default: the process's. */
  readonly now?: () => number
}

/** Seconds over which a limiter counts, unless it is told otherwise. */
export const DEFAULT_PERIOD = 60

const DEFAULT_CLIENTS = 10_000

interface Window {
  readonly end: number
  count: number
}

/**
 * Counts in this process, in fixed windows: what the binding is on Workers, for a server of one's own. All windows
 * are equally long and a Map keeps the order of insertion, so the first one in it always ends first: forgetting what
 * is over, or the oldest when there are too many, takes a step and no sweep.
 */
export function createMemoryRateLimiter(options: MemoryRateLimiterOptions): RateLimiter {
  const { limit, period = DEFAULT_PERIOD, clients = DEFAULT_CLIENTS } = options
  const now = options.now ?? (() => performance.now())
  const windows = new Map<string, Window>()

  const forgetOver = (time: number) => {
    for (const [key, { end }] of windows) {
      if (end > time) return
      windows.delete(key)
    }
  }

  const open = (key: string, time: number): Window => {
    const [oldest] = windows.keys()
    if (windows.size >= clients) windows.delete(oldest)
    const window = { end: time + 1000 * period, count: 0 }
    windows.set(key, window)
    return window
  }

  return {
    async limit({ key }) {
      const time = now()
      forgetOver(time)
      const window = windows.get(key) ?? open(key, time)
      window.count++
      if (window.count <= limit) return { success: true }
      return { success: false, retryAfter: Math.ceil((window.end - time) / 1000) }
    },
  }
}
