import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDataDir } from '../data/test-data-dir.ts'
import { runFolder } from '../run/run-folder.ts'
import { trainToyRun } from '../testing/toy-run.ts'
import { reliabilityBins } from './charts/calibration-chart.ts'
import { type Findings, findings } from './findings.ts'
import { reportPage } from './page.ts'

let folder: string
let found: Findings
let document: Document
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgeink-report-'))
  const run = await trainToyRun(folder, 'toy-<trace>', 'trace', { epochs: 2 })
  found = await findings(runFolder(dirname(run), basename(run)), { dir: testDataDir() })
  document = parseHTML(reportPage(found)).document as unknown as Document
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

describe('the findings of a run', () => {
  it('judge both forms of its weights on all validation samples', () => {
    expect(found.forms.map(({ name }) => name)).toEqual(['float32', 'int8'])
    const [float32, int8] = found.forms
    expect(int8.bytes).toBeLessThan(float32.bytes)
    expect(int8.correct).toBe(found.total.correct)
    for (const { speed } of found.forms) expect(speed.median).toBeGreaterThan(0)
  })

  it('list every error, the surest first', () => {
    expect(found.misread).toHaveLength(found.total.errors)
    const confidences = found.misread.map(({ confidence }) => confidence)
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
  })
})

describe('the report of a run', () => {
  it('is one page that asks for nothing else', () => {
    const sources = [...document.querySelectorAll('[src], [href]')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href')!,
    )
    expect(sources.length).toBeGreaterThan(0)
    for (const source of sources) expect(source).toMatch(/^(data:|#)/)
    expect(document.querySelector('script')).toBeNull()
  })

  it('has every chart, named for those who cannot see it', () => {
    const charts = [...document.querySelectorAll('svg[role=img]')]
    const names = charts.map((svg) => svg.getAttribute('aria-label')!)
    for (const about of ['Loss', 'Error on validation', 'confidence', 'true and predicted']) {
      expect(names.some((name) => name.includes(about))).toBe(true)
    }
    expect(charts.every((svg) => !svg.outerHTML.includes('NaN'))).toBe(true)
  })

  it('shows names as text, whatever they contain', () => {
    expect(document.querySelector('h1')!.textContent).toContain('toy-<trace>')
    expect(document.querySelector('trace')).toBeNull()
  })
})

it('the bins of the reliability diagram have the means of their answers', () => {
  const answers = [
    { confidence: 0.91, correct: true },
    { confidence: 0.93, correct: false },
    { confidence: 0.2, correct: false },
    { confidence: 1, correct: true },
  ]
  const [low, high, top] = reliabilityBins(answers)
  expect(low).toEqual({ count: 1, confidence: 0.2, accuracy: 0 })
  expect(high.count).toBe(2)
  expect(high.confidence).toBeCloseTo(0.92, 10)
  expect(high.accuracy).toBe(0.5)
  expect(top).toEqual({ count: 1, confidence: 1, accuracy: 1 })
})
