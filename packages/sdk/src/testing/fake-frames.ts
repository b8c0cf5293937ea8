import type { Frames } from '../frame-scheduler.ts'

/** Frames that come when a test says so. */
export function fakeFrames(): {
  readonly frames: Frames
  /** Lets one frame come. */
  frame(): void
  /** How many callbacks wait for the next frame. */
  waiting(): number
} {
  const callbacks = new Map<number, () => void>()
  let handles = 0
  return {
    frames: {
      request: (callback) => {
        callbacks.set(++handles, callback)
        return handles
      },
      cancel: (handle) => void callbacks.delete(handle),
    },
    frame: () => {
      const due = [...callbacks.values()]
      callbacks.clear()
      for (const callback of due) callback()
    },
    waiting: () => callbacks.size,
  }
}
