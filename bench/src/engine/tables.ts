import { markdownTable } from '../../../scripts/support/report-blocks.ts'
import type { NodeResult } from './node.ts'
import type { RuntimeResult } from './outside.ts'
import type { Size } from './sizes.ts'
import type { Spread } from './statistics.ts'

/** The parts of `bench/results/engine.json` that a reader looks at. */
export interface EngineResult {
  readonly sizes: readonly Size[]
  readonly node: readonly NodeResult[]
  readonly workerd: readonly RuntimeResult[]
  readonly chromium: readonly RuntimeResult[]
}

/** Markdown tables: one a runtime, then the sizes. Ratios are to the better of onnxruntime-web's two. */
export function engineTables({ node, workerd, chromium, sizes }: EngineResult): string {
  const runtimes = { 'Node.js': node, workerd, Chromium: chromium }
  const parts = Object.entries(runtimes)
    .filter(([, results]) => results.length > 0)
    .map(([runtime, results]) => `${runtime}\n\n${runtimeTable(results)}`)
  return [...parts, sizeTable(sizes)].join('\n\n')
}

function runtimeTable(results: readonly RuntimeResult[] | readonly NodeResult[]): string {
  const best = (batch: 'batch1' | 'batch32') =>
    Math.min(...results.filter((r) => r.name.startsWith('ort-web')).map((r) => r[batch].median))
  const best1 = best('batch1')
  const best32 = best('batch32')
  return markdownTable(
    [
      'engine',
      'µs an ink',
      '× ort-web',
      'batch of 32',
      '× ort-web',
      'first answer, ms',
      'prepared, ms',
    ],
    results.map((r) => [
      r.name,
      cell(r.batch1),
      times(best1 / r.batch1.median),
      cell(r.batch32),
      times(best32 / r.batch32.median),
      cell(r.firstMs),
      r.preparedMs ? cell(r.preparedMs) : '–',
    ]),
  )
}

function sizeTable(sizes: readonly Size[]): string {
  return markdownTable(
    ['part', 'bytes', 'gzip'],
    sizes.map(({ name, bytes, gzip }) => [name, String(bytes), String(gzip)]),
  )
}

/** Median and quartiles. */
function cell({ median, low, high }: Spread): string {
  return `${short(median)} (${short(low)}–${short(high)})`
}

function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(1)}×` : '–'
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
