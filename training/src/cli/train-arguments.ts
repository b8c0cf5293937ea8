import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { BACKENDS } from '../backend/names.ts'
import { DEFAULTS, type TrainConfig } from '../config/config.ts'
import { CONFIG_KEYS, ConfigError, parseConfig } from '../config/parse.ts'
import { ARCHITECTURES } from '../model/architecture.ts'

/** What the command line asks for. */
export interface TrainArguments {
  readonly help: boolean
  readonly resume: boolean
  readonly run: string | undefined
  readonly runs: string
  readonly data: string | undefined
  readonly config: TrainConfig
}

/** Flags that say where things are, beside those of the configuration. */
const PLACE_FLAGS = {
  help: { type: 'boolean', short: 'h' },
  config: { type: 'string' },
  data: { type: 'string' },
  run: { type: 'string' },
  runs: { type: 'string' },
  resume: { type: 'boolean' },
} as const

const CONFIG_FLAGS = Object.fromEntries(
  CONFIG_KEYS.map((key) => [flagOf(key), { type: 'string' as const }]),
)

/** `learningRate` is `--learning-rate`. */
function flagOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/**
 * Reads the command line: defaults, then the file of `--config`, then flags.
 *
 * @throws {ConfigError} on an unknown flag or key, or a value that training cannot use
 */
export async function readTrainArguments(args: readonly string[]): Promise<TrainArguments> {
  const values = parseFlags(args)
  const { help = false, resume = false, config: file, data, run, runs = 'runs', ...rest } = values
  const flags = Object.fromEntries(
    CONFIG_KEYS.filter((key) => rest[flagOf(key)] !== undefined).map((key) => [
      key,
      valueOfFlag(key, String(rest[flagOf(key)])),
    ]),
  )
  if (resume && (file !== undefined || Object.keys(flags).length > 0)) {
    throw new ConfigError(
      '--resume goes on with the config of the run: give no --config and no flag that changes it',
    )
  }
  const config = parseConfig({
    ...(file === undefined ? {} : await readConfigFile(file)),
    ...flags,
  })
  return { help, resume, run, runs, data, config }
}

interface Flags {
  readonly help?: boolean
  readonly resume?: boolean
  readonly config?: string
  readonly data?: string
  readonly run?: string
  readonly runs?: string
  readonly [flag: string]: string | boolean | undefined
}

function parseFlags(args: readonly string[]): Flags {
  try {
    const options = { ...PLACE_FLAGS, ...CONFIG_FLAGS }
    return parseArgs({ args: [...args], options, strict: true }).values as Flags
  } catch (cause) {
    throw new ConfigError(`${(cause as Error).message}; --help lists the flags`, { cause })
  }
}

/** Text of a flag as the key's type: numbers, booleans, lists `a,b` and numbers by name `mnist=1,unipen=2`. */
function valueOfFlag(key: keyof TrainConfig, text: string): unknown {
  if (Array.isArray(DEFAULTS[key])) return text.split(',')
  if (typeof DEFAULTS[key] === 'object') {
    return Object.fromEntries(
      text.split(',').map((item) => {
        const [name, number = '1'] = item.split('=')
        return [name, Number(number)]
      }),
    )
  }
  if (typeof DEFAULTS[key] === 'boolean')
    return text === 'true' ? true : text === 'false' ? false : text
  if (typeof DEFAULTS[key] === 'number') return text.trim() === '' ? text : Number(text)
  return text
}

async function readConfigFile(path: string): Promise<Record<string, unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new ConfigError(`--config ${path}: cannot be read`, { cause })
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch (cause) {
    throw new ConfigError(`--config ${path}: expected JSON: ${(cause as Error).message}`, { cause })
  }
  throw new ConfigError(`--config ${path}: expected a JSON object`)
}

/** Text of `--help`. */
export function trainHelp(): string {
  const lines = CONFIG_KEYS.map((key) => {
    const value = DEFAULTS[key]
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return `  --${flagOf(key).padEnd(25)} ${FLAG_HELP[key]} (${shown})`
  })
  return `npm run train -- [flags]

Trains a handwriting model and writes runs/<id>/: checkpoint, history, ONNX and manifest.
Without flags: the digits model on 28×28 rasters.

Where things are:
  --config FILE            a configuration as JSON; flags override it (training/configs/)
  --data DIR               the data sets; else EDGEINK_DATA, else the cache, else a download
  --runs DIR               where runs are kept (runs)
  --run ID                 name of the run; with --resume the run to go on with
  --resume                 go on with a run that was cut, the newest unless --run names one

Configuration (default):
${lines.join('\n')}
`
}

const FLAG_HELP: Readonly<Record<keyof TrainConfig, string>> = {
  model: 'name of the model in its manifest',
  version: 'version of the weights in the manifest',
  view: 'raster or trace',
  labels: 'labels, comma separated',
  sources: 'times each sample is seen in an epoch, as mnist=1,unipen=2',
  extra: 'files of ink of one’s own (ndjson), comma separated: see npm run feedback -- export',
  limit: 'train on the first so many samples of each source; 0: all',
  augment: 'rotate, scale, shear and bend the samples: true or false',
  inkAugmentation: 'other ranges for strokes, as shear=0.2,thin=0 (a config also penWidth)',
  architecture: `network: ${ARCHITECTURES.join(', ')}`,
  hidden: 'hidden size of each direction; cnn: units of the dense layer',
  parameters: 'choose hidden for so many parameters, within 2 %; 0: as it is',
  readout: 'final, mean-max, or last-step as in the paper’s code',
  connection: 'past the upper layer of bilstm-hier: none, residual or highway',
  gradientCheckpointing: 'keep a state every so many steps, recompute the rest; 0: keep all',
  dropout: 'share of the state dropped before the head',
  seed: 'seed of weights, order, augmentation and dropout',
  initialWeights: 'run or model folder whose weights are the first; none: drawn from the seed',
  epochs: 'passes over the data',
  batch: 'samples in a step',
  learningRate: 'peak of the cosine schedule',
  finalLearningRate: 'its end',
  warmup: 'steps of linear warm-up',
  weightDecay: 'decoupled weight decay, not on biases',
  clipNorm: 'greatest norm of the gradient; 0: no clipping',
  labelSmoothing: 'share of a target given to all labels alike',
  teacher: 'run or model folders to distil, comma separated; none: labels only',
  distillationTemperature: 'temperature of the teachers',
  distillationAlpha: 'share of the teachers in the loss',
  qatEpochs: 'last epochs with weights rounded to int8 (quantization-aware training)',
  ema: 'decay of the average of the weights; 0: none',
  patience: 'epochs without a better validation accuracy before the run stops; 0: never',
  precision: 'float32; mixed says why there is none',
  backend: `auto: the fastest present; ${BACKENDS.join(', ')}`,
  threads: 'worker threads, of blas, wasm and cpu',
  checkpointMinutes: 'minutes between checkpoints within an epoch',
}
