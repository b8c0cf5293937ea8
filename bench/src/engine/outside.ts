import { type Spread, spread, spreadIfAny } from './statistics.ts'
import { isPreparable, type PortableName, type PreparableName } from './subjects.ts'

/** A runtime with a workload in it, seen from outside. */
export interface Runtime extends AsyncDisposable {
  /** Has the engine get ready for a model. */
  prepare(name: PreparableName): Promise<void>
  /** Milliseconds that `calls` answers took, less those of a request without work. */
  time(name: PortableName, batch: number, calls: number): Promise<number>
}

/** One engine in a runtime. */
export interface RuntimeResult {
  readonly name: PortableName
  readonly firstMs: Spread
  /** The same, where the engine was prepared before the bytes came. */
  readonly preparedMs?: Spread
  readonly batch1: Spread
  readonly batch32: Spread
}

/** Samples of one engine in one runtime: each takes about this long. */
const SAMPLE_MS = 20
const SAMPLES = 25
/** Calls before the first sample: the compilers of the runtime need them. */
const WARM_CALLS = 600

interface Round {
  readonly firstMs: number
  readonly preparedMs?: number
  readonly batch1: number
  readonly batch32: number
}

/** A fresh runtime for each engine and round; each round goes through the engines in the other direction. */
export async function timeFromOutside(
  names: readonly PortableName[],
  rounds: number,
  start: () => Promise<Runtime>,
): Promise<RuntimeResult[]> {
  const results = new Map<PortableName, Round[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`)
      await using runtime = await start()
      const timed = await timeOne(runtime, name)
      results.get(name)?.push({ ...timed, ...(await timePrepared(name, start)) })
    }
  }
  return [...results].map(([name, rounds]) => ({
    name,
    firstMs: spread(rounds.map((r) => r.firstMs)),
    preparedMs: spreadIfAny(rounds.map((r) => r.preparedMs)),
    batch1: spread(rounds.map((r) => r.batch1)),
    batch32: spread(rounds.map((r) => r.batch32)),
  }))
}

async function timeOne(runtime: Runtime, name: PortableName): Promise<Round> {
  const firstMs = await runtime.time(name, 1, 1)
  return {
    firstMs,
    batch1: await timeBatch(runtime, name, 1),
    batch32: await timeBatch(runtime, name, 32),
  }
}

/** The first answer in a runtime of its own, for an engine that can be prepared. */
async function timePrepared(
  name: PortableName,
  start: () => Promise<Runtime>,
): Promise<Pick<Round, 'preparedMs'>> {
  if (!isPreparable(name)) return {}
  await using runtime = await start()
  await runtime.prepare(name)
  return { preparedMs: await runtime.time(name, 1, 1) }
}

/** µs an ink: the fastest sample. */
async function timeBatch(runtime: Runtime, name: PortableName, batch: number): Promise<number> {
  const warm = Math.ceil(WARM_CALLS / batch)
  const warmMs = await fastest(3, () => runtime.time(name, batch, warm))
  const calls = Math.max(1, Math.round((SAMPLE_MS * warm) / warmMs))
  const ms = await fastest(SAMPLES, () => runtime.time(name, batch, calls))
  return (ms * 1000) / (calls * batch)
}

/** The least of several times: what other processes disturbed least. */
export async function fastest(times: number, take: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) least = Math.min(least, await take())
  return least
}
