import type { WorkerLike } from '../recognizer/local/worker-host.ts'
import type { FromWorker, ToWorker } from '../worker/messages.ts'
import { type ServeModelOptions, serveModel } from '../worker/serve-model.ts'

/** A worker without a thread: what is said is cloned, transferred and delivered later, as `postMessage` does. */
export class FakeWorker extends EventTarget implements WorkerLike {
  /** What the page said. */
  readonly heard: ToWorker[] = []
  isTerminated = false
  readonly #inside = new EventTarget()

  constructor(options: ServeModelOptions = {}) {
    super()
    serveModel(
      {
        addEventListener: (_, listener) =>
          this.#inside.addEventListener('message', listener as EventListener),
        postMessage: (message) => this.#deliver(this, structuredClone(message)),
      },
      options,
    )
  }

  postMessage(message: ToWorker, options?: Transferable[] | StructuredSerializeOptions): void {
    this.heard.push(message)
    const transfer = Array.isArray(options) ? options : []
    this.#deliver(this.#inside, structuredClone(message, { transfer }))
  }

  terminate(): void {
    this.isTerminated = true
  }

  /** Ends as a real one does when its script throws or cannot be loaded. */
  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }))
  }

  #deliver(target: EventTarget, data: ToWorker | FromWorker): void {
    setTimeout(() => {
      if (!this.isTerminated) target.dispatchEvent(new MessageEvent('message', { data }))
    })
  }
}
