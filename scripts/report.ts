/** `npm run report`: fills the figures of README, model card and docs from the result files that commands wrote. */
import { existsSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { httpReport } from '../bench/src/http/tables.ts'
import { fuzzReport } from '../test/src/fuzz/report.ts'
import { fuzzHttpReport } from '../test/src/http-fuzz/report.ts'
import type { Examination } from '../training/src/evaluate/examination.ts'
import { readResults } from '../training/src/experiments/results.ts'
import { curlAnswer } from './report/curl.ts'
import { curveChart } from './report/curve-chart.ts'
import { agreementTable, engineReport } from './report/engine.ts'
import { classTable, examinationTables } from './report/examination.ts'
import { experimentsReport } from './report/experiments/experiments.ts'
import { type InkMatch, inkMatchTable, inkSpeedTable } from './report/ink.ts'
import { modelTable } from './report/model.ts'
import { readoutsTable } from './report/readouts.ts'
import { sdkFidelityText, sdkPartialTable, sdkTable } from './report/sdk.ts'
import { textTable } from './report/text.ts'
import { fillBlocks } from './support/report-blocks.ts'
import { ROOT } from './support/run.ts'

const DOCUMENTS = [
  'README.md',
  'packages/models/digits/README.md',
  'packages/sdk/README.md',
  'packages/models/alnum/README.md',
  'docs/engine.md',
  'docs/experiments.md',
  'docs/operations.md',
  'docs/text.md',
  'docs/training.md',
]

/** The default of `rasterize`. */
const PEN_WIDTH = 2.5

/** Turns a result file into Markdown, or says which command writes the file. */
async function fromFile<Result>(
  path: string,
  command: string,
  render: (result: Result) => string,
): Promise<string> {
  if (!existsSync(ROOT + path)) return `*Not measured yet: \`${command}\`.*`
  return render(JSON.parse(await readFile(ROOT + path, 'utf8')))
}

async function makeReports(): Promise<Record<string, string>> {
  const results = 'bench/results'
  return {
    curl: await curlAnswer(),
    digits: await fromFile(evaluationOf('digits'), 'npm run evaluate', modelTable),
    alnum: await fromFile(evaluationOf('alnum'), 'npm run evaluate', modelTable),
    'alnum-classes': await fromFile(
      evaluationOf('alnum'),
      'npm run evaluate',
      (result: Examination) => classTable(result.classes),
    ),
    'digits-examination': await examination('digits'),
    'alnum-examination': await examination('alnum'),
    'ink-match': await fromFile(
      `${results}/ink-match.json`,
      'npm run bench ink-match',
      (match: InkMatch) => inkMatchTable(match, PEN_WIDTH),
    ),
    engine: await fromFile(`${results}/engine.json`, 'npm run bench engine', engineReport),
    agreement: await fromFile(
      `${results}/agreement.json`,
      'npm run bench agreement',
      agreementTable,
    ),
    'fuzz-engine': await fromFile(
      `${results}/fuzz-engine.json`,
      'npm run fuzz -- --record',
      fuzzReport,
    ),
    http: await fromFile(`${results}/http.json`, 'npm run bench http', httpReport),
    'fuzz-http': await fromFile(
      `${results}/fuzz-http.json`,
      'npm run fuzz:http -- --record',
      fuzzHttpReport,
    ),
    text: await fromFile(`${results}/text.json`, 'npm run bench text', textTable),
    readouts: await readouts(),
    ...(await experiments()),
    sdk: await fromFile(`${results}/sdk.json`, 'npm run bench sdk', sdkTable),
    'sdk-fidelity': await fromFile(
      `${results}/sdk-fidelity.json`,
      'npm run bench sdk-fidelity',
      sdkFidelityText,
    ),
    'sdk-partial': await fromFile(
      `${results}/sdk-partial.json`,
      'npm run bench sdk-partial',
      sdkPartialTable,
    ),
    'ink-speed': await fromFile(`${results}/ink-speed.json`, 'npm run bench ink', inkSpeedTable),
  }
}

function evaluationOf(model: string): string {
  return `packages/models/${model}/evaluation.json`
}

/** Tables of what else a model was asked, and beside its card the picture of its curves. */
async function examination(model: string): Promise<string> {
  return fromFile(evaluationOf(model), 'npm run evaluate', (result: Examination) => {
    writeFileSync(`${ROOT}packages/models/${model}/curves.svg`, curveChart(result.curves))
    return examinationTables(result)
  })
}

/** Tables of the paper's claims, and beside their document its pictures. */
async function experiments(): Promise<Readonly<Record<string, string>>> {
  const results = await readResults(`${ROOT}training/results/experiments.json`)
  const { blocks, pictures } = experimentsReport(results)
  for (const [name, svg] of Object.entries(pictures)) writeFileSync(`${ROOT}docs/${name}`, svg)
  return blocks
}

async function readouts(): Promise<string> {
  const read = async (name: string) =>
    JSON.parse(await readFile(`${ROOT}training/results/paper-${name}.json`, 'utf8'))
  return readoutsTable({ final: await read('final'), 'last-step': await read('last-step') })
}

const reports = await makeReports()
for (const document of DOCUMENTS) {
  const before = await readFile(ROOT + document, 'utf8')
  const after = fillBlocks(before, reports)
  if (after !== before) await writeFile(ROOT + document, after)
  console.log(`${document}: ${after === before ? 'up to date' : 'written'}`)
}
