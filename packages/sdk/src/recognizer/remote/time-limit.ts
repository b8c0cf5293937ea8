import { EdgeTimeoutError } from '../../errors/edge.ts'

/** The address that is asked, and how many milliseconds it has for an answer. */
export interface TimeLimit {
  readonly url: string
  readonly timeout: number
}

/**
 * Runs work whose signal aborts when the time is over, and when `signal` does.
 *
 * @throws {EdgeTimeoutError} when the time is over
 * @throws the signal's reason when it aborts
 */
export async function withTimeLimit<T>(
  { url, timeout }: TimeLimit,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new EdgeTimeoutError(url, timeout)), timeout)
  const stop = AbortSignal.any([signal, late.signal])
  try {
    return await work(stop)
  } catch (error) {
    // A platform may reject with an AbortError of its own: the reason tells who stopped it.
    throw stop.aborted ? stop.reason : error
  } finally {
    clearTimeout(timer)
  }
}
