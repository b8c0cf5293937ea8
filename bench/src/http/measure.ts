import { cpuMs, hasUsage } from '../../../scripts/support/process-usage.ts'
import { type Spread, spread } from '../engine/statistics.ts'
import { BATCH, type BodyName } from './bodies.ts'
import { type Load, load } from './load.ts'
import type { Start } from './workers.ts'

export interface Subject {
  readonly name: 'echo' | 'classify' | 'ort'
  readonly body: BodyName
  readonly start: Start
  readonly path: string
}

export interface Measured {
  readonly name: Subject['name']
  readonly body: BodyName
  readonly requestsPerSecond: Spread
  /** Milliseconds. */
  readonly p50: Spread
  readonly p99: Spread
  /** Processor time of workerd for a request, in µs: what is left of the comparison when others use the cores. */
  readonly cpu: Spread | undefined
  readonly failed: number
}

export interface MeasureOptions {
  readonly bodies: Readonly<Record<BodyName, string>>
  readonly seconds: number
  readonly rounds: number
  readonly connections: number
}

type Round = Load & { readonly cpu: number | undefined }

/** Seconds of load before those that count: for the compilers of the runtime. */
const WARM_SECONDS = 2

/**
 * A batch has fewer connections, so that as many inks are under way. With all of them a slow subject would take turns
 * between them for longer than a round lasts, and answer none.
 */
export function connectionsOf(body: BodyName, connections: number): number {
  return body === 'batch' ? Math.max(1, Math.round(connections / BATCH)) : connections
}

/** A fresh workerd for each subject and round; each round goes through the subjects in the other direction. */
export async function measure(
  subjects: readonly Subject[],
  options: MeasureOptions,
): Promise<Measured[]> {
  const rounds = new Map<Subject, Round[]>(subjects.map((subject) => [subject, []]))
  for (let round = 0; round < options.rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const { name, body } = subject
      process.stderr.write(`round ${round + 1} of ${options.rounds}: ${name}, ${body}\n`)
      rounds.get(subject)?.push(await measureOnce(subject, options))
    }
  }
  return [...rounds].map(([{ name, body }, seen]) => ({
    name,
    body,
    requestsPerSecond: spread(seen.map((round) => round.requestsPerSecond)),
    p50: spread(seen.map((round) => round.p50)),
    p99: spread(seen.map((round) => round.p99)),
    cpu: hasUsage() ? spread(seen.map((round) => round.cpu ?? 0)) : undefined,
    failed: seen.reduce((sum, round) => sum + round.failed, 0),
  }))
}

async function measureOnce(
  { start, path, body }: Subject,
  { bodies, seconds, connections }: MeasureOptions,
): Promise<Round> {
  await using worker = await start()
  const options = {
    url: worker.url + path,
    body: bodies[body],
    connections: connectionsOf(body, connections),
  }
  await load({ ...options, seconds: WARM_SECONDS })
  const before = hasUsage() ? cpuMs(worker.pid) : undefined
  const seen = await load({ ...options, seconds })
  if (seen.requests === 0) throw new Error(`expected answers within ${seconds} s, got none`)
  const used = before === undefined ? undefined : cpuMs(worker.pid) - before
  return { ...seen, cpu: used && (1000 * used) / seen.requests }
}
