import { addCounters, type Counters, emptyCounters } from './counters.ts'
import type { OpenIncidents } from './incidents.ts'
import { type CounterStore, type IncidentStore, KEPT_MINUTES, minuteOf } from './window-source.ts'

/** Counts and incidents of this process: in a container, which is one process, they need no other place. */
export function createMemoryStore(): CounterStore & IncidentStore {
  const minutes = new Map<number, Counters>()
  let open: OpenIncidents = {}
  return {
    name: 'memory',
    async add(time, counters) {
      const minute = minuteOf(time)
      const sum = minutes.get(minute) ?? emptyCounters()
      addCounters(sum, counters)
      minutes.set(minute, sum)
      for (const old of minutes.keys()) if (old <= minute - KEPT_MINUTES) minutes.delete(old)
    },
    async read(from, to) {
      const sum = emptyCounters()
      for (const [minute, counters] of minutes) {
        if (minute >= minuteOf(from) && minute < minuteOf(to)) addCounters(sum, counters)
      }
      return sum
    },
    load: async () => open,
    async save(incidents) {
      open = incidents
    },
  }
}
