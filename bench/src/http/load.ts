import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capture } from '../../../scripts/support/run.ts'

export interface LoadOptions {
  readonly url: string
  readonly body: string
  readonly connections: number
  /** Either of the two. */
  readonly seconds?: number
  readonly requests?: number
}

/** What a load generator saw. Latencies in milliseconds. */
export interface Load {
  readonly requests: number
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  /** Answers other than 2xx, connections that broke, and requests that timed out. */
  readonly failed: number
}

/** The part of autocannon's report that we read. */
interface Report {
  readonly requests: { readonly total: number }
  readonly latency: { readonly p50: number; readonly p99: number }
  readonly duration: number
  readonly non2xx: number
  readonly errors: number
  readonly timeouts: number
}

/** Posts one body over and over, by autocannon in a process of its own. */
export async function load(options: LoadOptions): Promise<Load> {
  const { url, body, connections, seconds, requests } = options
  const file = join(tmpdir(), `edgeink-load-${process.pid}.json`)
  await writeFile(file, body)
  const amount = requests === undefined ? ['-d', `${seconds ?? 10}`] : ['-a', `${requests}`]
  const { code, output } = await capture('autocannon', [
    ...['-c', `${connections}`, ...amount, '-m', 'POST', '-i', file],
    ...['-H', 'content-type=application/json', '--json', '--no-progress', url],
  ])
  const line = output.split('\n').find((text) => text.startsWith('{'))
  if (code !== 0 || !line) throw new Error(`autocannon failed:\n${output}`)
  const report = JSON.parse(line) as Report
  return {
    requests: report.requests.total,
    requestsPerSecond: report.requests.total / report.duration,
    p50: report.latency.p50,
    p99: report.latency.p99,
    failed: report.non2xx + report.errors + report.timeouts,
  }
}
