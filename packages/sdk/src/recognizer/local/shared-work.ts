import { abortable } from '../abortable.ts'

interface Job<T> {
  readonly done: Promise<T>
  readonly life: AbortController
  readonly listeners: Set<(progress: number) => void>
}

type Start<T> = (signal: AbortSignal, report: (progress: number) => void) => Promise<T>

/** Work under way by its name: who asks for the same meanwhile waits for it too. It stops when nobody waits any more. */
export class SharedWork<T> {
  readonly #jobs = new Map<string, Job<T>>()

  /** Joins the work of this name, or starts it. */
  async join(
    name: string,
    signal: AbortSignal,
    listener: (progress: number) => void,
    start: Start<T>,
  ): Promise<T> {
    const job = this.#jobs.get(name) ?? this.#begin(name, start)
    // Each has a listener of its own, though several may have given the same function.
    const own = (progress: number) => listener(progress)
    job.listeners.add(own)
    try {
      return await abortable(job.done, signal)
    } finally {
      job.listeners.delete(own)
      if (job.listeners.size === 0) this.#end(name, job)
    }
  }

  #begin(name: string, start: Start<T>): Job<T> {
    const life = new AbortController()
    const listeners: Job<T>['listeners'] = new Set()
    const done = start(life.signal, (progress) => {
      for (const listener of listeners) listener(progress)
    })
    const job = { done, life, listeners }
    this.#jobs.set(name, job)
    const forget = () => this.#end(name, job)
    done.then(forget, forget)
    return job
  }

  #end(name: string, job: Job<T>): void {
    job.life.abort()
    if (this.#jobs.get(name) === job) this.#jobs.delete(name)
  }
}
