/** Runs `work` once in the next frame, however often it was asked for before that. */
export class FrameScheduler {
  readonly #work: () => void
  readonly #request: (callback: () => void) => number
  readonly #cancel: (handle: number) => void
  #handle: number | undefined

  constructor(work: () => void, frames: Frames = browserFrames()) {
    this.#work = work
    this.#request = frames.request
    this.#cancel = frames.cancel
  }

  schedule(): void {
    this.#handle ??= this.#request(() => {
      this.#handle = undefined
      this.#work()
    })
  }

  cancel(): void {
    if (this.#handle !== undefined) this.#cancel(this.#handle)
    this.#handle = undefined
  }
}

/** Where frames come from: the browser's, or a test's. */
export interface Frames {
  request(callback: () => void): number
  cancel(handle: number): void
}

function browserFrames(): Frames {
  return {
    request: (callback) => requestAnimationFrame(callback),
    cancel: (handle) => cancelAnimationFrame(handle),
  }
}
