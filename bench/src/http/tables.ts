import { markdownTable } from '../../../scripts/support/report-blocks.ts'
import type { Spread } from '../engine/statistics.ts'
import { BATCH, type BodyName } from './bodies.ts'
import { connectionsOf, type Measured } from './measure.ts'

/** What `npm run bench http` writes. Either part is missing until it has been measured. */
export interface HttpResult {
  readonly command: string
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number }
  readonly load?: LoadResult
  readonly soak?: SoakResult
}

export interface LoadResult {
  readonly connections: number
  readonly seconds: number
  readonly rounds: number
  readonly unit: string
  readonly rows: readonly Measured[]
}

/** So many requests in a row. */
export interface SoakResult {
  readonly requests: number
  /** Without a 2xx answer. */
  readonly failed: number
  readonly requestsPerSecond: number
  /** Milliseconds. */
  readonly p99: number
}

/** What `/classify` gives of the echo route's throughput, of onnxruntime-web's, and of the echo route's p99. */
export interface Ratios {
  readonly body: BodyName
  readonly ofEcho: number
  readonly ofOrt: number
  readonly p99OfEcho: number
  readonly cpuOfEcho: number | undefined
  readonly cpuOfOrt: number | undefined
}

export function ratiosOf(rows: readonly Measured[]): Ratios[] {
  const names = [...new Set(rows.map(({ body }) => body))]
  return names.map((body) => {
    const row = (name: Measured['name']) =>
      rows.find((candidate) => candidate.name === name && candidate.body === body)!
    const [echo, classify, ort] = [row('echo'), row('classify'), row('ort')]
    const rate = ({ requestsPerSecond }: Measured) => requestsPerSecond.median
    const cpu = (of: Measured) =>
      of.cpu && classify.cpu ? of.cpu.median / classify.cpu.median : undefined
    return {
      body,
      ofEcho: rate(classify) / rate(echo),
      ofOrt: rate(classify) / rate(ort),
      p99OfEcho: classify.p99.median / echo.p99.median,
      cpuOfEcho: cpu(echo),
      cpuOfOrt: cpu(ort),
    }
  })
}

export function httpReport({ machine, load, soak }: HttpResult): string {
  const parts = [
    load ? loadReport(load) : notMeasured('load'),
    soak ? soakReport(soak) : notMeasured('soak'),
  ]
  const where = `${machine.cpu}, ${machine.cores} cores, shared with the load generator.`
  return [...parts, where].join('\n\n')
}

function notMeasured(part: string): string {
  return `*Not measured yet: \`npm run bench http -- --only ${part}\`.*`
}

function soakReport({ requests, failed, requestsPerSecond, p99 }: SoakResult): string {
  return `${requests.toLocaleString('en')} requests in a row: ${failed} without a 2xx answer, ${Math.round(requestsPerSecond)} a second, p99 ${Math.round(p99)} ms.`
}

function loadReport({ connections, rounds, seconds, rows }: LoadResult): string {
  const figures = markdownTable(
    ['route', 'body', 'requests a second', 'p50, ms', 'p99, ms', 'workerd’s CPU, µs', 'not 2xx'],
    rows.map(({ name, body, requestsPerSecond, p50, p99, cpu, failed }) => [
      NAMES[name],
      body,
      shown(requestsPerSecond),
      shown(p50),
      shown(p99),
      cpu ? shown(cpu) : '–',
      `${failed}`,
    ]),
  )
  const ratios = markdownTable(
    [
      'body',
      'throughput of the echo',
      'of onnxruntime-web',
      'p99 of the echo',
      'by CPU: of the echo',
      'of onnxruntime-web',
    ],
    ratiosOf(rows).map((ratio) => [
      ratio.body,
      times(ratio.ofEcho),
      times(ratio.ofOrt),
      times(ratio.p99OfEcho),
      times(ratio.cpuOfEcho),
      times(ratio.cpuOfOrt),
    ]),
  )
  const how = `\`npm run bench http\`: ${connections} connections (batches of ${BATCH}: ${connectionsOf('batch', connections)}, so that as many inks are under way), ${rounds} rounds of ${seconds} s, median (quartiles).`
  return [figures, ratios, how].join('\n\n')
}

const NAMES = {
  echo: '/echo',
  classify: '/classify',
  ort: '/classify on onnxruntime-web',
} as const

function shown({ median, low, high }: Spread): string {
  return `${figure(median)} (${figure(low)}–${figure(high)})`
}

function figure(value: number): string {
  return value >= 100 ? `${Math.round(value)}` : `${Number(value.toPrecision(3))}`
}

function times(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${ratio.toFixed(2)}×`
}
