import type { RecordSink } from '../observability/observe.ts'
import { addCounters, count, emptyCounters } from './counters.ts'
import { type CounterStore, minuteOf } from './window-source.ts'

export interface CounterBufferOptions {
  /** Milliseconds between two writes of one isolate. Default 10,000. */
  readonly interval?: number
  /** Told when the store begins to fail. */
  readonly onError: (error: unknown) => void
}

const DEFAULT_INTERVAL_MS = 10_000

/**
 * Gathers counts in this isolate and hands them to the store now and then, after an answer was sent: a write a
 * request would double what a request costs on Workers. What an isolate holds when it is evicted is lost, ten seconds
 * of its share. A failed write stays in the buffer for the next.
 */
export function bufferCounters(store: CounterStore, options: CounterBufferOptions): RecordSink {
  const { interval = DEFAULT_INTERVAL_MS, onError } = options
  let pending = emptyCounters()
  /** When the pending counts began. All are of one minute. */
  let since: number | undefined
  let isFailing = false

  const flush = async (time: number) => {
    const counters = pending
    pending = emptyCounters()
    since = undefined
    try {
      await store.add(time, counters)
      isFailing = false
    } catch (error) {
      addCounters(pending, counters)
      if (!isFailing) onError(error)
      isFailing = true
    }
  }

  return (record, c) => {
    const { time } = record
    if (since !== undefined && minuteOf(since) !== minuteOf(time)) background(c, flush(since))
    count(pending, record)
    since ??= time
    if (time - since >= interval) background(c, flush(since))
  }
}

/** Goes on after the answer. Only Workers' context can say so; elsewhere work goes on anyway. */
function background(c: Parameters<RecordSink>[1], work: Promise<void>): void {
  try {
    c.executionCtx.waitUntil(work)
  } catch {
    // Hono throws where the runtime gives no such context.
  }
}
