// Where counts of all isolates come together on Workers: one Durable Object. It is on the free plan (with SQLite
// storage), adds without a race, runs in wrangler's local tests, and keeps what is open between two runs of the
// monitor. KV takes 1,000 writes a day there and loses those that come together; D1 would do, but a deployment
// without feedback has none.
import { DurableObject } from 'cloudflare:workers'
import type { Counters } from './counters.ts'
import type { OpenIncidents } from './incidents.ts'
import { createMinuteStore } from './minute-store.ts'
import type { CounterStore, IncidentStore } from './window-source.ts'

type Store = CounterStore & IncidentStore

/** The object behind the binding MONITOR; its one instance is named by {@link monitorStub}. */
export class MonitorObject extends DurableObject {
  readonly #store: Store = createMinuteStore(this.ctx.storage, 'durable-object')
  /** Adding reads before it writes: calls wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  add(time: number, counters: Counters): Promise<void> {
    const adding = this.#last.then(() => this.#store.add(time, counters))
    this.#last = adding.catch(() => undefined)
    return adding
  }

  read(from: number, to: number): Promise<Counters> {
    return this.#store.read(from, to)
  }

  load(): Promise<OpenIncidents> {
    return this.#store.load()
  }

  save(open: OpenIncidents): Promise<void> {
    return this.#store.save(open)
  }
}
