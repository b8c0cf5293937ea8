/** `npm run experiments`: measures what the paper claims, each claim a resumable experiment; `--help` says how. */
import { availableParallelism } from 'node:os'
import { nativeInt8Experiment } from '../bench/src/engine/int8-accuracy.ts'
import { inferenceExperiment } from '../bench/src/engine/paper-claims.ts'
import { machine } from '../bench/src/result.ts'
import { BACKEND_CHOICES } from '../training/src/backend/backend.ts'
import { runCommand } from '../training/src/cli/main.ts'
import { parseFlags } from '../training/src/cli/parse-flags.ts'
import { parseConfig } from '../training/src/config/parse.ts'
import type { Experiment } from '../training/src/experiments/experiment.ts'
import { trainingExperiments } from '../training/src/experiments/experiments.ts'
import { readResults } from '../training/src/experiments/results.ts'
import {
  chooseExperiments,
  isMeasured,
  runExperiments,
} from '../training/src/experiments/run-experiments.ts'
import { SEEDS } from '../training/src/experiments/trained/networks.ts'
import { ROOT } from './support/run.ts'

const HELP = `npm run experiments -- [flags]

Measures what the paper claims, and writes training/results/experiments.json after each experiment; npm run report makes
docs/experiments.md of it. What has a result is skipped; what was cut goes on by the same command.

  --list          names of the experiments, and which are measured
  --only NAMES    these alone: names, beginnings of names (cnn) or groups (training, timing), comma separated
  --again         measure also what there is a result of
  --quick         all in miniature, to see that it works, under runs/experiments-quick
  --backend NAME  for training: ${BACKEND_CHOICES.join(', ')} (auto)
  --threads N     for training (${availableParallelism()})
  --data DIR      the data sets; else EDGEINK_DATA, else the cache, else a download
  --runs DIR      where runs are kept (runs/experiments)
  --results FILE  the results file
`
const INTERRUPTED = 130

async function main(): Promise<number> {
  const asked = readFlags()
  if (asked.help) {
    process.stdout.write(HELP)
    return 0
  }
  const experiments = chooseExperiments(await allExperiments(asked.quick), asked.only)
  if (asked.list) {
    process.stdout.write(await listOf(experiments, asked.results))
    return 0
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const { runs, results, data, again, compute } = asked
  const options = { runs, results, data, again, compute, machine: machine(), out: process.stdout }
  if (await runExperiments(experiments, { ...options, signal: stop.signal })) {
    process.stdout.write(`results: ${results}\n`)
    return 0
  }
  process.stdout.write('interrupted; the same command goes on\n')
  return INTERRUPTED
}

async function allExperiments(quick: boolean): Promise<Experiment[]> {
  return [
    ...(await trainingExperiments(quick)),
    ...SEEDS.map((seed) => nativeInt8Experiment(seed, quick)),
    inferenceExperiment(quick),
  ]
}

async function listOf(experiments: readonly Experiment[], file: string): Promise<string> {
  const results = await readResults(file)
  return experiments
    .map((one) => {
      const state = isMeasured(one, results) ? results[one.name].date.slice(0, 10) : '–'
      return `${one.name.padEnd(30)}${one.group.padEnd(10)}${state.padEnd(12)}${one.about}\n`
    })
    .join('')
}

function readFlags() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseFlags({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      list: flag,
      only: text,
      again: flag,
      quick: flag,
      backend: text,
      threads: text,
      data: text,
      runs: text,
      results: text,
    },
  })
  const { quick, backend, threads } = values
  const given = { ...(backend && { backend }), ...(threads && { threads: Number(threads) }) }
  const checked = parseConfig(given)
  return {
    ...values,
    only: values.only?.split(',') ?? [],
    runs: values.runs ?? `${ROOT}runs/experiments${quick ? '-quick' : ''}`,
    results:
      values.results ??
      ROOT + (quick ? 'runs/experiments-quick/results.json' : 'training/results/experiments.json'),
    compute: {
      ...(backend && { backend: checked.backend }),
      ...(threads && { threads: checked.threads }),
    },
  }
}

await runCommand(main)
