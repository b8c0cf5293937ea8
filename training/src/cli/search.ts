import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import type { TrainConfig } from '../config/config.ts'
import { ConfigError } from '../config/parse.ts'
import { resumeRun, startRun } from '../run/run.ts'
import { runFolder, writeJson } from '../run/run-folder.ts'
import { searchPlot, searchTable } from '../search/describe.ts'
import { type SearchState, search } from '../search/search.ts'
import { parseSpace } from '../search/space.ts'
import { runCommand } from './main.ts'
import { parseFlags } from './parse-flags.ts'
import { createProgress } from './progress.ts'

const HELP = `npm run search -- SPACE [flags]

Searches hyperparameters by successive halving: draws configurations from a space (a JSON file; training/spaces/), trains
all of them shortly, the better ones longer. A search that was cut goes on by the same command. Writes into its folder
search.json, trials.svg, and best.json, which npm run train -- --config reads.

  --out DIR    folder of the search (runs/search-<name of the space>)
  --data DIR   the data sets; else EDGEINK_DATA, else the cache, else a download
`
const INTERRUPTED = 130

interface Asked {
  readonly space: string
  readonly out: string
  readonly data: string | undefined
}

async function main(): Promise<number> {
  const asked = readArguments()
  if (asked === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  await mkdir(asked.out, { recursive: true })
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const { state, best } = await search(await readState(asked), {
    train: (config, { trial, rung }) =>
      trainTrial(
        config,
        { runs: asked.out, id: `trial-${trial}-rung-${rung}` },
        asked,
        stop.signal,
      ),
    onRecord: async (current, { trial, rung, accuracy }) => {
      await writeJson(join(asked.out, 'search.json'), current)
      await writeFileAtomically(join(asked.out, 'trials.svg'), searchPlot(current))
      process.stdout.write(`trial ${trial}, rung ${rung}: ${(100 * accuracy).toFixed(2)} %\n`)
    },
  })
  process.stdout.write(`${searchTable(state)}\n`)
  if (best === undefined) {
    process.stdout.write('interrupted; the same command goes on\n')
    return INTERRUPTED
  }
  await writeJson(join(asked.out, 'best.json'), best.config)
  process.stdout.write(
    `best: trial ${best.trial}; npm run train -- --config ${join(asked.out, 'best.json')} --epochs N\n`,
  )
  return 0
}

async function trainTrial(
  config: TrainConfig,
  { runs, id }: { readonly runs: string; readonly id: string },
  { data }: Asked,
  signal: AbortSignal,
) {
  if (signal.aborted) return undefined
  const folder = runFolder(runs, id)
  const progress = createProgress(process.stdout)
  const options = {
    folder,
    signal,
    data: { dir: data, signal },
    hooks: { onStep: progress.step, onEpoch: progress.epoch },
  }
  try {
    const { outcome, state } = existsSync(folder.checkpoint)
      ? await resumeRun(options)
      : await startRun(config, options)
    const last = state.history.at(-1)
    if (outcome === 'interrupted' || last === undefined) return undefined
    return { accuracy: last.validationAccuracy, loss: last.validationLoss }
  } finally {
    progress.stop()
  }
}

/** The search as it stands in its folder, if it is of the same space. */
async function readState({ space: path, out }: Asked): Promise<SearchState> {
  const space = parseSpace(await readJson(path))
  const file = join(out, 'search.json')
  if (!existsSync(file)) return { space, records: [] }
  const state = (await readJson(file)) as SearchState
  if (JSON.stringify(parseSpace(state.space)) === JSON.stringify(space)) return state
  throw new ConfigError(`${out}: holds a search of another space; name another folder with --out`)
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError(`${path}: expected a JSON file: ${(cause as Error).message}`, { cause })
  }
}

function readArguments(): Asked | undefined {
  const { values, positionals } = readFlags()
  if (values.help) return undefined
  if (positionals.length !== 1) {
    throw new ConfigError('expected the file of one search space; see --help')
  }
  const [space] = positionals
  const name = space.replace(/^.*\//, '').replace(/\.json$/, '')
  return { space, out: values.out ?? `runs/search-${name}`, data: values.data }
}

function readFlags() {
  return parseFlags({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      out: { type: 'string' },
      data: { type: 'string' },
    },
  })
}

await runCommand(main)
