import type { CounterStore, IncidentStore } from './window-source.ts'

/** The binding of a Durable Object class, as far as the monitor uses it. */
export interface MonitorNamespace {
  getByName(name: string): Omit<CounterStore & IncidentStore, 'name'>
}

const INSTANCE = 'all'

/** Counts and incidents of the whole deployment. A fresh stub for each call: one that has failed stays broken. */
export function monitorStub(namespace: MonitorNamespace): CounterStore & IncidentStore {
  const stub = () => namespace.getByName(INSTANCE)
  return {
    name: 'durable-object',
    add: (time, counters) => stub().add(time, counters),
    read: (from, to) => stub().read(from, to),
    load: () => stub().load(),
    save: (open) => stub().save(open),
  }
}
