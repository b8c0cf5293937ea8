import { firstLine } from '../../../training/src/backend/peers.ts'
import type { Inks } from '../engine/repeat.ts'
import { spread } from '../engine/statistics.ts'
import type { Subject } from '../engine/subjects.ts'
import { PROVIDERS, type ProviderName } from './providers.ts'

export const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] as const

/** One provider at one batch size. */
export interface ProviderRow {
  readonly provider: ProviderName
  readonly batch: number
  /** Milliseconds of a call: median and quartiles over all rounds. */
  readonly latency: number
  readonly low: number
  readonly high: number
  /** Inks a second at the median latency. */
  readonly throughput: number
  /** Greatest difference of a logit from the CPU's. */
  readonly error: number
}

export interface ProviderFailure {
  readonly provider: ProviderName
  readonly reason: string
}

export interface MeasureOptions {
  readonly inks: Inks
  readonly rounds: number
  readonly open: (provider: ProviderName) => Promise<Subject>
  readonly batches?: readonly number[]
  /** Calls in each round that are timed, after as many that are not. */
  readonly calls?: number
}

/** Rounds go through the providers in turn, so that a machine that slows down slows all of them. */
export async function measureProviders({
  inks,
  rounds,
  open,
  batches = BATCHES,
  calls = 20,
}: MeasureOptions): Promise<{ rows: ProviderRow[]; failures: ProviderFailure[] }> {
  const failures: ProviderFailure[] = []
  const subjects = new Map<ProviderName, Subject>()
  for (const provider of PROVIDERS) {
    try {
      subjects.set(provider, await open(provider))
    } catch (error) {
      failures.push({ provider, reason: firstLine(error) })
    }
  }
  const rows: ProviderRow[] = []
  for (const batch of batches) {
    const inputs = tile(inks, batch)
    const times = new Map<ProviderName, number[]>()
    const logits = new Map<ProviderName, Float32Array>()
    for (let round = 0; round < rounds; round++) {
      for (const [provider, subject] of subjects) {
        const out = new Float32Array(batch * inks.labels)
        const taken = await timeCalls(() => subject.run(inputs, batch, out), calls)
        times.set(provider, [...(times.get(provider) ?? []), ...taken])
        logits.set(provider, out)
      }
    }
    for (const provider of subjects.keys()) {
      const { median, low, high } = spread(times.get(provider) ?? [])
      const error = greatestDifference(logits.get(provider), logits.get('cpu'))
      rows.push({
        provider,
        batch,
        latency: median,
        low,
        high,
        throughput: (1000 * batch) / median,
        error,
      })
    }
  }
  return { rows, failures }
}

async function timeCalls(call: () => unknown, calls: number): Promise<number[]> {
  for (let i = 0; i < calls; i++) await call()
  const times: number[] = []
  for (let i = 0; i < calls; i++) {
    const start = performance.now()
    await call()
    times.push(performance.now() - start)
  }
  return times
}

/** The first `batch` inks, from the first again where there are fewer. */
function tile({ inputs, count }: Inks, batch: number): Float32Array {
  const size = inputs.length / count
  const out = new Float32Array(batch * size)
  for (let i = 0; i < batch; i++) {
    const from = (i % count) * size
    out.set(inputs.subarray(from, from + size), i * size)
  }
  return out
}

function greatestDifference(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return Number.NaN
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
}
