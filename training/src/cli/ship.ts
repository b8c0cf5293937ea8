import { ConfigError } from '../config/parse.ts'
import { loadSets } from '../evaluate/load-sets.ts'
import { readRun } from '../ship/read-run.ts'
import { type ShippedModel, shipModel, sourcesOf } from '../ship/ship-model.ts'
import { writePackage } from '../ship/write-package.ts'
import { runCommand } from './main.ts'
import { parseFlags } from './parse-flags.ts'
import { scoreLine } from './score-line.ts'

const HELP = `npm run ship -- --out DIR [flags] RUN...

Makes a model of finished runs, one for each view (runs/<id>): int8 files, fused and calibrated on validation
samples, with manifest.json and the history of the runs. The test sets are not read.

  --out DIR        folder of the model, such as packages/models/digits
  --model NAME     id of the model (that of the runs)
  --version X.Y.Z  version of the weights (that of the runs)
  --data DIR       the data sets; else EDGEINK_DATA, else the cache, else a download
`

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  const { folders, out, data, ...options } = asked
  const runs = await Promise.all(folders.map(readRun))
  const labels = runs[0].config.labels
  const validation = await loadSets(sourcesOf(runs), 'validation', labels, { dir: data })
  const model = await shipModel(runs, validation, options)
  await writePackage(out, model, runs)
  process.stdout.write(`${describe(model)}\nwritten to ${out}\n`)
  return 0
}

function readArguments(args: string[]) {
  const { values, positionals: folders } = readFlags(args)
  const { help, out, model: id, version, data } = values
  if (help) return undefined
  if (out === undefined) throw new ConfigError('expected --out with the folder of the model')
  if (folders.length === 0) throw new ConfigError('expected the folder of a run for each view')
  return { folders, out, id, version, data }
}

function readFlags(args: string[]) {
  return parseFlags({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      out: { type: 'string' },
      model: { type: 'string' },
      version: { type: 'string' },
      data: { type: 'string' },
    },
  })
}

function describe({ manifest }: ShippedModel): string {
  const { id, version, views, temperature, reject, metrics } = manifest
  const files = views.map(({ file, bytes, weight }) => `${file} ${bytes} bytes, weight ${weight}`)
  const quantization = metrics.quantization.map(
    ({ set, view, count, float32, int8 }) =>
      `${set} ${view}: float32 ${float32}, int8 ${int8} right of ${count}`,
  )
  return [
    `${id} ${version}: ${files.join('; ')}; temperature ${temperature}, reject below ${reject.threshold}`,
    ...metrics.scores.map((score) => `${score.set} ${score.view}: ${scoreLine(score)}`),
    ...quantization,
  ].join('\n')
}

await runCommand(main)
