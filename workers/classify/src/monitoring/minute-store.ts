// Counts and incidents in a key-value storage that outlives isolates.
import { addCounters, type Counters, emptyCounters } from './counters.ts'
import type { OpenIncidents } from './incidents.ts'
import { type CounterStore, type IncidentStore, KEPT_MINUTES, minuteOf } from './window-source.ts'

/** What is needed of a Durable Object's storage. */
export interface Storage {
  get<T>(key: string): Promise<T | undefined>
  put<T>(key: string, value: T): Promise<void>
  delete(keys: string[]): Promise<number>
  list<T>(options: { prefix: string; start?: string; end?: string }): Promise<Map<string, T>>
}

const MINUTE = 'minute:'
const INCIDENTS = 'incidents'

/** Keeps one value a minute. Calls must come one after another, as a Durable Object's do. */
export function createMinuteStore(storage: Storage, name: string): CounterStore & IncidentStore {
  return {
    name,
    async add(time, counters) {
      const minute = minuteOf(time)
      const before = await storage.get<Counters>(keyOf(minute))
      const sum = before ?? emptyCounters()
      addCounters(sum, counters)
      await storage.put(keyOf(minute), sum)
      if (!before) await forget(storage, minute - KEPT_MINUTES)
    },
    async read(from, to) {
      const span = { prefix: MINUTE, start: keyOf(minuteOf(from)), end: keyOf(minuteOf(to)) }
      const sum = emptyCounters()
      for (const counters of (await storage.list<Counters>(span)).values()) {
        addCounters(sum, counters)
      }
      return sum
    },
    load: async () => (await storage.get<OpenIncidents>(INCIDENTS)) ?? {},
    save: (open) => storage.put(INCIDENTS, open),
  }
}

async function forget(storage: Storage, upTo: number): Promise<void> {
  const old = await storage.list({ prefix: MINUTE, end: keyOf(upTo + 1) })
  if (old.size > 0) await storage.delete([...old.keys()].slice(0, MAX_DELETED))
}

/** Keys that one call of the storage deletes. */
const MAX_DELETED = 128

/** Padded, so that the order of keys is that of time. */
function keyOf(minute: number): string {
  return MINUTE + String(minute).padStart(10, '0')
}
