import type { TrainConfig } from '../config/config.ts'
import { CONFIG_KEYS, ConfigError, parseConfig } from '../config/parse.ts'
import type { Random } from '../random.ts'

/** How a key is drawn: evenly, evenly in its logarithm, or from a list. */
export type Dimension =
  | { readonly range: readonly [low: number, high: number] }
  | { readonly log: readonly [low: number, high: number] }
  | { readonly choice: readonly unknown[] }

/** What `npm run search` reads. */
export interface SearchSpace {
  /** Keys that every trial has. */
  readonly base: Readonly<Record<string, unknown>>
  readonly space: Readonly<Record<string, Dimension>>
  /** Configurations of the first rung. */
  readonly trials: number
  /** One of so many goes on to the next rung, for so many times the epochs. */
  readonly keep: number
  /** Epochs of the first rung. */
  readonly epochs: number
  /** Epochs that no rung goes beyond. */
  readonly mostEpochs: number
  /** Decides what is drawn; each trial trains with the seed of `base`. */
  readonly seed: number
}

const COUNTS = { trials: 9, keep: 3, epochs: 1, mostEpochs: 9, seed: 1 } as const
const LEAST: Readonly<Record<keyof typeof COUNTS, number>> = {
  trials: 1,
  keep: 2,
  epochs: 1,
  mostEpochs: 1,
  seed: 0,
}

/**
 * Checks a search space and fills in its counts.
 *
 * @throws {ConfigError} naming what is wrong
 */
export function parseSpace(value: unknown): SearchSpace {
  if (!isRecord(value)) throw new ConfigError('search: expected a JSON object')
  const { base = {}, space, ...counts } = value
  if (!isRecord(base)) throw new ConfigError('search: base must be an object of config keys')
  if (!isRecord(space) || Object.keys(space).length === 0) {
    throw new ConfigError('search: space must name at least one config key')
  }
  for (const [key, dimension] of Object.entries(space)) checkDimension(key, dimension)
  const parsed = {
    base,
    space: space as SearchSpace['space'],
    ...COUNTS,
    ...checkCounts(counts),
  }
  // Says now what would stop the first trial.
  parseConfig({ ...base, ...firstValues(parsed.space) })
  return parsed
}

/** Draws the configuration of a trial. */
export function drawConfig({ base, space }: SearchSpace, random: Random): TrainConfig {
  const drawn = Object.entries(space).map(([key, dimension]) => [key, draw(dimension, random)])
  return parseConfig({ ...base, ...Object.fromEntries(drawn) })
}

function draw(dimension: Dimension, random: Random): unknown {
  if ('choice' in dimension) return dimension.choice[random.int(dimension.choice.length)]
  if ('range' in dimension) return readable(random.uniform(...dimension.range))
  const [low, high] = dimension.log
  return readable(Math.exp(random.uniform(Math.log(low), Math.log(high))))
}

/** Three digits say enough of a hyperparameter, and are what the best configuration's file shows. */
function readable(value: number): number {
  return Number(value.toPrecision(3))
}

function firstValues(space: SearchSpace['space']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(space).map(([key, dimension]) => [key, Object.values(dimension)[0][0]]),
  )
}

function checkDimension(key: string, dimension: unknown): void {
  if (!CONFIG_KEYS.some((known) => known === key) || key === 'epochs') {
    throw new ConfigError(
      `search: ${key} cannot be searched; known are the config's keys but epochs, which the rungs decide`,
    )
  }
  if (!isDimension(dimension)) {
    throw new ConfigError(
      `search: ${key} must be {"range": [low, high]}, {"log": [low, high]} above 0, or {"choice": [...]}, got ${JSON.stringify(dimension)}`,
    )
  }
}

function isDimension(value: unknown): value is Dimension {
  if (!isRecord(value) || Object.keys(value).length !== 1) return false
  if (Array.isArray(value.choice)) return value.choice.length > 0
  const bounds = value.range ?? value.log
  if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(Number.isFinite)) return false
  const [low, high] = bounds
  return low < high && (value.log === undefined || low > 0)
}

function checkCounts(counts: Record<string, unknown>): Partial<typeof COUNTS> {
  for (const [key, value] of Object.entries(counts)) {
    if (!Object.hasOwn(COUNTS, key)) {
      throw new ConfigError(
        `search: unknown key "${key}"; known are base, space, ${Object.keys(COUNTS).join(', ')}`,
      )
    }
    const least = LEAST[key as keyof typeof COUNTS]
    if (!Number.isInteger(value) || (value as number) < least) {
      throw new ConfigError(`search: ${key} must be a whole number from ${least}, got ${value}`)
    }
  }
  return counts as Partial<typeof COUNTS>
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
