import { parseArgs } from 'node:util'
import { SOURCES } from '../config/config.ts'
import { ConfigError } from '../config/parse.ts'
import { fusedLogits } from '../evaluate/fused-logits.ts'
import { type LoadedModel, loadModel } from '../evaluate/load-model.ts'
import { type GroupScore, type SourceScore, scoreSource } from '../evaluate/score-source.ts'
import { loadSource } from '../pipeline/dataset.ts'
import { writeJson } from '../run/run-folder.ts'
import { runCommand } from './main.ts'

const HELP = `node --conditions=@edgeink/source training/src/cli/evaluate.ts FOLDER [flags]

Evaluates an exported model (a folder with manifest.json) on MNIST's test images and on the held-out writers of
UNIPEN and Pendigits, and writes the figures as JSON.

  --out FILE       where to write (FOLDER/evaluation.json)
  --data DIR       the data sets; else EDGEINK_DATA, else the cache, else a download
  --engine NAME    wasm, or ort for onnxruntime-web (wasm)
  --part NAME      test, or validation for choices (test)
  --quantized      evaluate the int8 file in place of the float32 one
`

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  const model = await loadModel(asked.folder, asked)
  const sources = await scoreSources(model, asked)
  const { id, version } = model.manifest
  const views = model.views.map(({ view, weight, classifier }) => ({
    view,
    weight,
    engine: classifier.engine,
    kernel: classifier.kernel,
  }))
  await writeJson(asked.out, {
    model: { id, version, quantized: asked.quantized },
    part: asked.part,
    views,
    labels: model.manifest.labels,
    sources,
  })
  process.stdout.write(`${sources.map(describe).join('\n')}\nwritten to ${asked.out}\n`)
  for (const { classifier } of model.views) classifier.dispose()
  return 0
}

type Arguments = NonNullable<ReturnType<typeof readArguments>>

function readArguments(args: string[]) {
  const { values, positionals } = parseFlags(args)
  if (values.help) return undefined
  const { engine = 'wasm', part = 'test', quantized = false, data } = values
  const [folder] = positionals
  if (positionals.length !== 1) throw new ConfigError('expected one folder of a model; see --help')
  if (engine !== 'wasm' && engine !== 'ort') {
    throw new ConfigError(`--engine must be wasm or ort, got ${engine}`)
  }
  if (part !== 'test' && part !== 'validation') {
    throw new ConfigError(`--part must be test or validation, got ${part}`)
  }
  const out = values.out ?? `${folder}/evaluation.json`
  return { folder, engine, part, quantized, data, out } as const
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        out: { type: 'string' },
        data: { type: 'string' },
        engine: { type: 'string' },
        part: { type: 'string' },
        quantized: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new ConfigError(`${(cause as Error).message}; see --help`, { cause })
  }
}

async function scoreSources(model: LoadedModel, { part, data }: Arguments): Promise<SourceScore[]> {
  const scores: SourceScore[] = []
  for (const name of SOURCES) {
    const samples = (await loadSource(name, model.manifest, { dir: data }))[part]
    const logits = samples.length > 0 ? await fusedLogits(model, samples) : undefined
    if (logits) scores.push(scoreSource(name, samples, logits, model.manifest))
  }
  return scores
}

function describe(score: SourceScore): string {
  const worst = score.worstWriters?.slice(0, 3).map((writer) => `  ${line(writer)}`) ?? []
  const contributors = score.contributors?.map((group) => `  ${line(group)}`) ?? []
  return [`${line(score)}, ${score.rejected} rejected`, ...contributors, ...worst].join('\n')
}

function line({ name, count, correct, accuracy, interval: [low, high] }: GroupScore): string {
  const percent = (share: number) => (100 * share).toFixed(2)
  return `${name}: ${correct} of ${count}, ${percent(accuracy)} % (95 %: ${percent(low)} to ${percent(high)})`
}

await runCommand(main)
