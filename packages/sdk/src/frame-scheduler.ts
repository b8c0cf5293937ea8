/** Runs `work` at most once a frame, however often it is asked for. */
export class FrameScheduler {
  readonly #work: () => void
  readonly #frames: Frames
  #handle: number | undefined
  #isWanted = false
  /** The work of the frame to come is done already. */
  #isAhead = false

  constructor(work: () => void, frames: Frames = browserFrames()) {
    this.#work = work
    this.#frames = frames
  }

  /** Asks for the work in the next frame: everything that comes until then is in it. */
  schedule(): void {
    this.#isWanted = true
    this.#request()
  }

  /** Does the work of the next frame now; what is asked for until that frame waits for the one after it. */
  runAhead(): void {
    if (this.#handle !== undefined) {
      this.schedule()
      return
    }
    this.#isAhead = true
    this.#request()
    this.#work()
  }

  cancel(): void {
    if (this.#handle !== undefined) this.#frames.cancel(this.#handle)
    this.#handle = undefined
    this.#isWanted = false
    this.#isAhead = false
  }

  #request(): void {
    this.#handle ??= this.#frames.request(() => this.#frame())
  }

  #frame(): void {
    this.#handle = undefined
    if (this.#isAhead) {
      this.#isAhead = false
      if (this.#isWanted) this.#request()
    } else {
      this.#isWanted = false
      this.#work()
    }
  }
}

/** Where frames come from: the browser's, or a test's. */
export interface Frames {
  request(callback: () => void): number
  cancel(handle: number): void
}

/** `requestAnimationFrame`. */
export function browserFrames(): Frames {
  return {
    request: (callback) => requestAnimationFrame(callback),
    cancel: (handle) => cancelAnimationFrame(handle),
  }
}
