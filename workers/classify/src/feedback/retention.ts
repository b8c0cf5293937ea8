import type { Log } from '../http/answers.ts'
import type { FeedbackStore } from './store.ts'

/** Days that a correction is kept, unless configured. */
export const DEFAULT_RETENTION_DAYS = 180

const DAY = 86_400_000

/**
 * Deletes the corrections that are older than they may be: what a scheduled run calls. A database that is away is
 * logged and left to the next run, so that whatever else runs at that time does run.
 *
 * @returns how many were deleted
 */
export async function deleteExpiredFeedback(
  store: FeedbackStore,
  retentionDays: number,
  log: Log,
  now = Date.now(),
): Promise<number> {
  try {
    return await store.removeBefore(now - retentionDays * DAY)
  } catch (error) {
    log('corrections past their retention could not be deleted; the next run tries again', error)
    return 0
  }
}
