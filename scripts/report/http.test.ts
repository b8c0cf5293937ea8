import { expect, test } from 'vitest'
import type { Measured } from '../../bench/src/http/measure.ts'
import { httpReport, type LoadResult } from '../../bench/src/http/tables.ts'
import { fuzzHttpReport, joined } from '../../test/src/http-fuzz/report.ts'

const of = (median: number) => ({ median, low: median, high: median })

function row(name: Measured['name'], rate: number): Measured {
  const times = { p50: of(1), p99: of(2), cpu: of(1000 / rate) }
  return { name, body: 'batch', requestsPerSecond: of(rate), ...times, failed: 0 }
}

const LOAD: LoadResult = {
  ...{ connections: 64, seconds: 5, rounds: 3, unit: '' },
  rows: [row('echo', 400), row('classify', 100), row('ort', 20)],
}
const RUN = { command: '', machine: { node: 'v24', cpu: 'a processor', cores: 2 } }

test('the report compares throughput and processor time with the echo and with onnxruntime-web', () => {
  const text = httpReport({ ...RUN, load: LOAD })
  expect(text).toContain('| batch | 0.25× | 5.00× | 1.00× | 0.25× | 5.00× |')
  expect(text).toContain('64 connections (batches of 16: 4, so that as many inks are under way)')
})

test('the part that has not been measured is named, beside the one that has', () => {
  const soak = { requests: 500_000, failed: 3, requestsPerSecond: 1000.4, p99: 99.6 }
  const text = httpReport({ ...RUN, soak })
  expect(text).toContain('*Not measured yet: `npm run bench http -- --only load`.*')
  expect(text).toContain('500,000 requests in a row: 3 without a 2xx answer')
})

test('hostile requests are counted by server and status', () => {
  const run = (outcomes: Record<string, number>) => ({ from: 0, requests: 1000, outcomes })
  const text = fuzzHttpReport({ workerd: run({ 200: 400, 422: 600 }), node: run({ 404: 1000 }) })
  expect(text).toContain('| server | requests | 200 | 404 | 422 |')
  expect(text).toContain('| node | 1,000 | 0 | 1000 | 0 |')
})

test('runs that follow each other count as one, and any other replaces the last', () => {
  const first = { from: 0, requests: 10, outcomes: { 200: 4, 400: 6 } }
  const next = { from: 10, requests: 5, outcomes: { 400: 5 } }
  expect(joined(first, next)).toEqual({ from: 0, requests: 15, outcomes: { 200: 4, 400: 11 } })
  expect(joined(next, first)).toBe(first)
})
