import { expect, test } from 'vitest'
import type { SdkResult } from '../../bench/src/sdk.ts'
import { sdkFidelityText, sdkTable } from './sdk.ts'

const of = (p50: number) => ({ count: 3, p50, p95: p50 * 2, max: p50 * 3 })
const counts = { listeners: 1, workers: 0 } as SdkResult['leftovers']['before']

const RESULT: SdkResult = {
  command: 'npm run bench sdk',
  machine: { node: 'v24', cpu: 'a processor', cores: 2 },
  browser: 'Chromium 1',
  kernel: 'relaxed',
  load: of(100),
  drawing: {
    strokes: 9,
    pointsPerSecond: 239.7,
    firstPrediction: of(4),
    frameWork: of(0.5),
    frameRecognition: of(0.25),
  },
  memory: [1, 2, 3].map((i) => ({
    digits: i * 100,
    heap: i * 1024,
    wasm: 2048,
    listeners: 1,
    nodes: 9,
  })),
  leftovers: { before: counts, after: counts },
}

test('the report has each figure beside what is asked for, and where it was measured', () => {
  const text = sdkTable(RESULT)
  expect(text).toContain('| page load → ready, ms | 100.0 | 200.0 | p50 ≤ 300 |')
  expect(text).toContain('| pen down → first prediction, ms | 4.0 | 8.0 | p95 ≤ 16.7 |')
  expect(text).toContain('at 240 points a second, ms | 0.5 | 1.0 | p95 ≤ 2 |')
  expect(text).toContain(
    'From 200 to 300 digits drawn and cleared, the heap in use went from 2 KiB to 3 KiB',
  )
  expect(text).toContain('no listener, observer, canvas, worker or memory of WebAssembly is left')
  expect(text).toContain('kernel `relaxed`, Chromium 1, a processor.')
})

test('what was left behind is named', () => {
  const after = { ...counts, listeners: 3 }
  expect(sdkTable({ ...RESULT, leftovers: { before: counts, after } })).toContain(
    'there is left: 3 listeners.',
  )
})

test('the share of inks that kept their labels has two decimals', () => {
  const result = {
    command: '',
    machine: RESULT.machine,
    inks: 1000,
    same: 999,
    parts: [],
    different: [],
  }
  expect(sdkFidelityText(result)).toMatch(/^999 of 1,000 inks of held-out writers \(99\.90 %\)/)
})
