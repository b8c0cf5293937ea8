import { OptionError } from '../errors/option.ts'
import { browserFrames, type Frames } from '../frame-scheduler.ts'
import type { InkCapture } from './ink-capture.ts'
import { replayTimeline } from './replay-timeline.ts'

export interface ReplayOptions {
  /** 1: as fast as it was written; 2: twice as fast. Default 1. */
  readonly speed?: number
  /** The longest pause between two points, in milliseconds at speed 1. Default 500. */
  readonly maxPause?: number
  /** Ends the replay. */
  readonly signal?: AbortSignal
  /** Where frames come from. Default: `requestAnimationFrame`. */
  readonly frames?: Frames
}

/** What a replay needs of a pad: `InkCapture` is one. */
export type ReplayTarget = Pick<InkCapture, 'toJSON' | 'preview' | 'addEventListener'>

/**
 * Writes what is on a pad once more. Only the drawing is shown to come about: the ink, and what is recognised, stays.
 * Ends at once when somebody writes on the pad or changes its ink, and where a person wants less motion.
 *
 * @throws {OptionError} when the speed or pause is outside its range
 * @throws the reason of `signal`, once that is aborted; the pad shows its ink again
 */
export async function replay(capture: ReplayTarget, options: ReplayOptions = {}): Promise<void> {
  const { speed = 1, maxPause = 500, signal, frames = browserFrames() } = options
  if (!(speed > 0 && maxPause >= 0)) {
    throw new OptionError(`replay: expected a speed above 0 and a pause, got ${speed}, ${maxPause}`)
  }
  signal?.throwIfAborted()
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const timeline = replayTimeline(capture.toJSON().strokes, maxPause)
  const life = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      const listen = { signal: life.signal }
      signal?.addEventListener('abort', () => reject(signal.reason), listen)
      for (const type of ['strokestart', 'change'] as const) {
        capture.addEventListener(type, () => resolve(), listen)
      }
      const show = (passed: number) => capture.preview(timeline.at(passed * speed))
      play({ duration: timeline.duration / speed, show, done: resolve, frames, life: life.signal })
    })
  } finally {
    life.abort()
    capture.preview(undefined)
  }
}

interface Playback {
  readonly duration: number
  show(passed: number): void
  done(): void
  readonly frames: Frames
  readonly life: AbortSignal
}

/** Shows one moment a frame until the time has passed, or its life ends. */
function play({ duration, show, done, frames, life }: Playback): void {
  const start = performance.now()
  let handle = 0
  const frame = () => {
    const passed = performance.now() - start
    if (passed >= duration) {
      done()
      return
    }
    show(passed)
    handle = frames.request(frame)
  }
  life.addEventListener('abort', () => frames.cancel(handle), { once: true })
  frame()
}
