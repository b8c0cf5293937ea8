import { inkAugmentation } from '../augment/options.ts'
import { BACKEND_CHOICES, BACKENDS } from '../backend/backend.ts'
import { ARCHITECTURES, CONNECTIONS, hasInt8Form } from '../model/architecture.ts'
import { fitHidden } from '../model/fit-parameters.ts'
import { NO_LABEL } from '../model/loss.ts'
import { READOUTS } from '../model/recurrent/readout.ts'
import { DEFAULTS, PRECISIONS, SOURCES, type TrainConfig, VIEWS } from './config.ts'
import { networkShape } from './network-shape.ts'

/** A value of the configuration, from a file or a flag, that training cannot use. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'CONFIG'
}

type Check = (value: unknown) => string | undefined

const within =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high
      ? undefined
      : `a number from ${low} to ${high}`

const integer =
  (low: number, high: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high
      ? undefined
      : `a whole number from ${low} to ${high}`

const oneOf =
  (choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value as string) ? undefined : `one of ${choices.join(', ')}`

const pattern =
  (expression: RegExp, meaning: string): Check =>
  (value) =>
    typeof value === 'string' && expression.test(value) ? undefined : meaning

const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false')

const labels: Check = (value) =>
  Array.isArray(value) &&
  value.length >= 2 &&
  value.every((label) => typeof label === 'string' && label !== '') &&
  new Set(value).size === value.length &&
  value.length < NO_LABEL
    ? undefined
    : `a list of two to ${NO_LABEL - 1} different labels`

const paths: Check = (value) =>
  Array.isArray(value) && value.every((path) => typeof path === 'string' && path !== '')
    ? undefined
    : 'a list of paths'

const sources: Check = (value) => {
  const meaning = `weights from 0 to 100 of ${SOURCES.join(', ')}, at least one above 0`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return meaning
  const entries = Object.entries(value)
  const known = entries.every(
    ([name, weight]) =>
      SOURCES.some((source) => source === name) && within(0, 100)(weight) === undefined,
  )
  return known && entries.some(([, weight]) => weight > 0) ? undefined : meaning
}

const augmentation: Check = (value) => {
  const meaning = 'an object of ranges of augmentation'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return meaning
  const known = Object.keys(inkAugmentation())
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown !== undefined) return `${meaning} (${known.join(', ')}), without "${unknown}"`
  try {
    inkAugmentation(value)
  } catch (cause) {
    return `${meaning} (${(cause as Error).message})`
  }
}

const text: Check = (value) => (typeof value === 'string' ? undefined : 'a text')

const CHECKS: Readonly<Record<keyof TrainConfig, Check>> = {
  model: pattern(/^[a-z][a-z0-9-]*$/, 'a name in lower case, digits and hyphens'),
  version: pattern(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a semantic version such as 0.1.0'),
  view: oneOf(VIEWS),
  labels,
  sources,
  extra: paths,
  limit: integer(0, 1e9),
  augment: boolean,
  inkAugmentation: augmentation,
  architecture: oneOf(ARCHITECTURES),
  hidden: integer(1, 1024),
  parameters: integer(0, 1e7),
  readout: oneOf(READOUTS),
  connection: oneOf(CONNECTIONS),
  gradientCheckpointing: integer(0, 10_000),
  dropout: within(0, 0.95),
  seed: integer(0, 2 ** 32 - 1),
  initialWeights: text,
  epochs: integer(1, 10_000),
  batch: integer(1, 65_536),
  learningRate: within(0, 1),
  finalLearningRate: within(0, 1),
  warmup: integer(0, 1e9),
  weightDecay: within(0, 1),
  clipNorm: within(0, 1e9),
  labelSmoothing: within(0, 0.9),
  teacher: paths,
  distillationTemperature: within(0.1, 100),
  distillationAlpha: within(0, 1),
  qatEpochs: integer(0, 10_000),
  ema: within(0, 0.999999),
  patience: integer(0, 10_000),
  precision: oneOf(PRECISIONS),
  backend: oneOf(BACKEND_CHOICES),
  threads: integer(1, 256),
  checkpointMinutes: within(0.01, 10_000),
}

/** Keys of the configuration, for the command line's flags. */
export const CONFIG_KEYS = Object.keys(CHECKS) as readonly (keyof TrainConfig)[]

/**
 * Completes `values` with the defaults and checks every key.
 *
 * @throws {ConfigError} naming the key, what was expected and what was got
 */
export function parseConfig(values: Readonly<Record<string, unknown>>): TrainConfig {
  for (const [key, value] of Object.entries(values)) {
    const check = CHECKS[key as keyof TrainConfig]
    if (check === undefined) {
      throw new ConfigError(`config: unknown key "${key}"; known are ${CONFIG_KEYS.join(', ')}`)
    }
    const expected = value === undefined ? undefined : check(value)
    if (expected !== undefined) {
      throw new ConfigError(`config: ${key} must be ${expected}, got ${JSON.stringify(value)}`)
    }
  }
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const config: TrainConfig = { ...DEFAULTS, ...Object.fromEntries(given) }
  checkTogether(config)
  return checkHidden(fitParameters(config))
}

/** Hidden size for the count of parameters that the config asks for. */
function fitParameters(config: TrainConfig): TrainConfig {
  if (config.parameters === 0) return config
  try {
    return { ...config, hidden: fitHidden(networkShape(config), config.parameters) }
  } catch (cause) {
    throw new ConfigError(`config: parameters: ${(cause as Error).message}`, { cause })
  }
}

/** Hidden units of a direction that the engine runs: a run must not find that out at its end. */
const ENGINE_HIDDEN = 256

function checkHidden(config: TrainConfig): TrainConfig {
  const free = config.architecture === 'rnn' || config.architecture === 'cnn'
  if (free || config.hidden <= ENGINE_HIDDEN) return config
  throw new ConfigError(
    `config: hidden must not exceed ${ENGINE_HIDDEN} for ${config.architecture}, which is as much as the engine runs; got ${config.hidden}`,
  )
}

/** What no single key can tell. */
function checkTogether(config: TrainConfig): void {
  const { view, architecture, connection } = config
  const { mnist: _, ...inks } = config.sources
  if (view === 'trace' && !Object.values(inks).some((weight) => weight > 0)) {
    throw new ConfigError(
      'config: the view trace needs a source of strokes, got images only; give unipen or pendigits a weight',
    )
  }
  if (view === 'trace' && IMAGE_ARCHITECTURES.includes(architecture)) {
    throw new ConfigError(
      `config: architecture ${architecture} reads images; give it the view raster`,
    )
  }
  if (connection !== 'none' && architecture !== 'bilstm-hier') {
    throw new ConfigError(
      `config: connection ${connection} joins two layers; give it the architecture bilstm-hier, got ${architecture}`,
    )
  }
  checkQuantization(config)
  if (config.precision === 'mixed') {
    throw new ConfigError(
      `config: precision mixed: no backend of TensorFlow.js has tensors of half precision (${BACKENDS.join(', ')} all compute in float32); train with precision float32`,
    )
  }
  if (config.finalLearningRate > config.learningRate) {
    throw new ConfigError(
      `config: finalLearningRate must not exceed learningRate, got ${config.finalLearningRate} > ${config.learningRate}`,
    )
  }
}

function checkQuantization(config: TrainConfig): void {
  const { qatEpochs, epochs, patience, architecture, connection } = config
  if (qatEpochs === 0) return
  if (!hasInt8Form(config)) {
    throw new ConfigError(
      `config: qatEpochs: ${architecture} with connection ${connection} has no int8 form to train for; LSTM layers without a connection have`,
    )
  }
  if (qatEpochs > epochs) {
    throw new ConfigError(`config: qatEpochs must not exceed epochs, got ${qatEpochs} > ${epochs}`)
  }
  if (patience > 0) {
    throw new ConfigError(
      'config: patience must be 0 with qatEpochs: stopping early would leave out the epochs at int8 weights',
    )
  }
}

/** Architectures to which columns mean as much as rows. */
const IMAGE_ARCHITECTURES: readonly string[] = ['bilstm-dual', 'cnn']
