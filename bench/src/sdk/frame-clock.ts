/** In the page, before the SDK: times what the SDK does on the main thread, frame by frame. */

/** What one frame cost the main thread, in milliseconds. */
export interface FrameWork {
  /** Pointer events, drawing, and recognition up to its answer. */
  work: number
  /** Of it, recognition. */
  recognition: number
}

export class FrameClock {
  #frames: FrameWork[] = []
  #frame: FrameWork = { work: 0, recognition: 0 }
  /** When the callback that ran last returned: what its promises do comes after. */
  #returned = 0

  constructor() {
    const { requestAnimationFrame } = window
    const tick = () => {
      this.#close()
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    window.requestAnimationFrame = (callback) =>
      requestAnimationFrame((time) => this.#time(() => callback(time)))
    this.#wrapListeners()
  }

  /** A recognition that began in the callback that ran last has its answer. */
  answered(): void {
    const spent = performance.now() - this.#returned
    this.#frame.work += spent
    this.#frame.recognition += spent
  }

  /** The frames in which anything was done, since the last call. */
  take(): FrameWork[] {
    return this.#frames.splice(0)
  }

  #close(): void {
    if (this.#frame.work > 0) this.#frames.push(this.#frame)
    this.#frame = { work: 0, recognition: 0 }
  }

  #time(callback: () => void): void {
    const start = performance.now()
    callback()
    this.#returned = performance.now()
    this.#frame.work += this.#returned - start
  }

  #wrapListeners(): void {
    const clock = this
    const { addEventListener } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const isPointer = type.startsWith('pointer') && typeof listener === 'function'
      const timed = (event: Event) => clock.#time(() => (listener as EventListener)(event))
      addEventListener.call(this, type, isPointer ? timed : listener, options)
    }
  }
}
