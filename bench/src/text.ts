/**
 * `npm run bench text`: numbers of 2 to 8 digits in a row, of writers whom no training saw, read by `recognizeText`
 * with the shipped model. `npm run bench text -- --fit` fits the weights of `packages/sdk/src/text/weights.ts` on the
 * writers of the validation part and prints them; test writers choose nothing.
 */

import { loadModel, type Model } from '@edgeink/engine'
import { ROOT } from '../../scripts/support/run.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import {
  type InkSample,
  loadPendigits,
  loadUnipen,
  type Part,
} from '../../training/src/data/index.ts'
import { readModelFolder } from '../../training/src/evaluate/model-folder.ts'
import { machine, printTable, writeResult } from './result.ts'
import { type Example, exampleOf, FEATURES } from './text/examples.ts'
import { fitWeights } from './text/fit.ts'
import { makeRows, type Row } from './text/rows.ts'
import { readRows, scoreOf, scoresBy, type TextScore } from './text/score.ts'

/** Rows of each source, spacing and length. */
const EACH = { validation: 20, test: 40 }

/** Of rows with spaces, as a part of those. */
const WORDS_SHARE = 0.25

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseFlags({
    args: [...args],
    options: {
      fit: { type: 'boolean', default: false },
      part: { type: 'string', default: 'test' },
      model: { type: 'string', default: 'packages/models/digits' },
    },
  })
  const source = await readModelFolder(ROOT + values.model)
  const model = await loadModel(source)
  if (values.fit) await fit(model)
  else await measure(model, values.part === 'validation' ? 'validation' : 'test')
  model.dispose()
}

async function fit(model: Model): Promise<void> {
  const rows = await rowsOf('validation', 'fit', false)
  const examples: Example[] = []
  for (const row of rows) {
    const example = await exampleOf(model, row)
    if (example) examples.push(example)
  }
  const initial = Float64Array.from(FEATURES, (name) => (name === 'surprise' ? -1 : 0))
  const { weights, loss } = fitWeights(examples, initial)
  console.log(`${examples.length} of ${rows.length} rows, loss ${loss.toFixed(4)}`)
  console.log(Object.fromEntries(FEATURES.map((name, k) => [name, Number(weights[k].toFixed(2))])))
}

async function measure(model: Model, part: 'validation' | 'test'): Promise<void> {
  const numbers = await readRows(model, await rowsOf(part, 'rows', false))
  const words = await readRows(model, await rowsOf(part, 'words', true))
  const scores = {
    all: [scoreOf('all', numbers)],
    source: scoresBy(numbers, ({ source }) => source),
    spacing: scoresBy(numbers, ({ spacing }) => spacing),
    length: scoresBy(numbers, ({ length }) => length),
    writer: scoresBy(numbers, ({ writer }) => writer),
    words: [scoreOf('with spaces', words)],
  }
  for (const [by, own] of Object.entries(scores)) show(by, own)
  const { id, version, kernel } = model
  const result = {
    command: 'npm run bench text',
    machine: machine(),
    model: { id, version, kernel },
    part,
    scores,
    errors: numbers.filter(({ edits }) => edits > 0).map(errorOf),
  }
  if (part === 'test') await writeResult('text', result)
  else for (const error of result.errors) console.log(JSON.stringify(error))
}

async function rowsOf(
  part: Part & keyof typeof EACH,
  seed: string,
  words: boolean,
): Promise<Row[]> {
  const sources: (readonly InkSample[])[] = [
    (await loadUnipen(['1a']))[part],
    (await loadPendigits())[part],
  ]
  const each = Math.ceil(EACH[part] * (words ? WORDS_SHARE : 1))
  return sources.flatMap((samples) => makeRows(samples, { seed, each, words }))
}

function show(by: string, scores: readonly TextScore[]): void {
  console.log(by)
  printTable(scores.map(({ interval: [low, high], ...score }) => ({ ...score, low, high })))
}

function errorOf({ row, text, segmented }: Awaited<ReturnType<typeof readRows>>[number]) {
  const { writer, spacing, text: written } = row
  return { writer, spacing, written, read: text, segmented }
}
