/** How long to wait after failures in a row. */
export interface BackoffOptions {
  /** Milliseconds that the first wait may last; each further one twice as long. */
  readonly base: number
  /** Milliseconds that no wait exceeds. */
  readonly cap: number
  /** A number in 0..1. Default: `Math.random`. */
  readonly random?: () => number
}

/**
 * Milliseconds to wait after `failures` failures in a row, from 1: exponential backoff with full jitter, so that
 * clients that failed together do not come back together.
 *
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015:
 * sleep = random(0, min(cap, base · 2^attempt)).
 */
export function backoff(failures: number, options: BackoffOptions): number {
  const { base, cap, random = Math.random } = options
  return random() * Math.min(cap, base * 2 ** (failures - 1))
}
