/**
 * What a request spent its time on, as the header `Server-Timing`. On Workers the clock stands still while the CPU
 * works, so a deployment shows the waits only; workerd on one's own machine and the container show all.
 */
export class ServerTiming {
  readonly #parts: string[] = []

  /** Measures until the work is settled. */
  async of<T>(name: string, work: Promise<T>): Promise<T> {
    const start = performance.now()
    const result = await work
    this.#parts.push(`${name};dur=${(performance.now() - start).toFixed(2)}`)
    return result
  }

  toString(): string {
    return this.#parts.join(', ')
  }
}
