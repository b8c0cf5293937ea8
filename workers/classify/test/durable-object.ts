// The worker's Durable Object in the tests' workerd, and a way into one. The pool's own types need those of Workers.
import * as pool from 'cloudflare:test'
import * as workers from 'cloudflare:workers'
import type { MonitorNamespace } from '../src/monitoring/monitor-stub.ts'

type Stub = ReturnType<MonitorNamespace['getByName']>
type Row = Record<string, string | number>

interface ObjectState {
  readonly storage: {
    readonly sql: {
      exec(query: string, ...values: (string | number)[]): { toArray(): Row[] }
    }
  }
}

export const env = (workers as unknown as { readonly env: { readonly MONITOR: MonitorNamespace } })
  .env

type RunInObject = <R>(
  stub: Stub,
  callback: (instance: unknown, state: ObjectState) => R | Promise<R>,
) => Promise<R>

export const { runInDurableObject } = pool as unknown as {
  readonly runInDurableObject: RunInObject
}
