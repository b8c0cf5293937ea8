import { SOURCES, type SourceName, type TrainConfig } from '../config/config.ts'
import {
  DataError,
  type LoadOptions,
  loadMnist,
  loadNegatives,
  loadOwnInk,
  loadPendigits,
  loadUnipen,
  NEGATIVE_LABEL,
  type Split,
} from '../data/index.ts'
import type { TrainingSet } from '../loop/train.ts'
import type { WeightedRange } from './epoch-order.ts'
import { labelIndices } from './label-indices.ts'
import type { Sample } from './reader.ts'

type LoadSource = (options: LoadOptions, labels: readonly string[]) => Promise<Split<Sample>>

const NOTHING: Split<Sample> = { train: [], validation: [], test: [] }

const LOADERS: Readonly<Record<SourceName, LoadSource>> = {
  mnist: loadMnist,
  unipen: (options) => loadUnipen(['1a'], options),
  letters: (options, labels) =>
    labels.some((label) => /^[A-Za-z]$/.test(label))
      ? loadUnipen(['1b', '1c'], options)
      : Promise.resolve(NOTHING),
  pendigits: loadPendigits,
  negatives: (options, labels) => loadNegatives(labels, options),
  own: loadOwnInk,
}

/** All samples of a run, in the order of their indices, and what the loop must know of them. */
export interface Dataset extends TrainingSet {
  readonly samples: readonly Sample[]
}

/** A source with its samples in memory. */
export interface LoadedSource {
  readonly name: string
  readonly weight: number
  readonly train: readonly Sample[]
  readonly validation: readonly Sample[]
}

/** A source split into its parts, without the samples that none of the labels fits. */
export async function loadSource(
  name: SourceName,
  { labels }: Pick<TrainConfig, 'labels'>,
  options: LoadOptions = {},
): Promise<Split<Sample>> {
  const known = new Set(name === 'negatives' ? [NEGATIVE_LABEL] : labels)
  const keep = (samples: readonly Sample[]) => samples.filter(({ label }) => known.has(label))
  const { train, validation, test } = await LOADERS[name](options, labels)
  return { train: keep(train), validation: keep(validation), test: keep(test) }
}

/** Sources that a config reads: those with a weight that its view can show. */
export function usedSources(config: TrainConfig): SourceName[] {
  return SOURCES.filter(
    (name) => weightOf(name, config) > 0 && (config.view === 'raster' || name !== 'mnist'),
  )
}

/** Files that are named want to be read, whether or not their source has a weight. */
function weightOf(name: SourceName, { sources, extra }: TrainConfig): number {
  return sources[name] ?? (name === 'own' && extra.length > 0 ? 1 : 0)
}

/** Loads training and validation samples of all sources that a config uses. */
export async function loadDataset(
  config: TrainConfig,
  options: LoadOptions = {},
): Promise<Dataset> {
  const limit = config.limit > 0 ? config.limit : Number.POSITIVE_INFINITY
  const loaded: LoadedSource[] = []
  // One object for all sources: what several are read from is opened once, and forgotten with it.
  const shared = { ...options, extra: config.extra }
  for (const name of usedSources(config)) {
    const { train, validation } = await loadSource(name, config, shared)
    loaded.push({
      name,
      weight: weightOf(name, config),
      train: train.slice(0, limit),
      validation: validation.slice(0, limit),
    })
  }
  return createDataset(loaded, config.labels)
}

/**
 * Numbers the samples of all sources, those to train on first.
 *
 * @throws {DataError} `DATA_FORMAT` when a source has no sample with one of the labels
 */
export function createDataset(
  sources: readonly LoadedSource[],
  labels: readonly string[],
): Dataset {
  const samples: Sample[] = []
  const names: string[] = []
  const train: WeightedRange[] = []
  const add = (name: string, part: readonly Sample[]) => {
    const start = samples.length
    for (const sample of part) {
      samples.push(sample)
      names.push(name)
    }
    return { start, count: part.length }
  }
  for (const { name, weight, train: part } of sources) {
    if (part.length === 0) {
      throw new DataError(
        'DATA_FORMAT',
        `${name}: no training sample has one of the labels ${labels}`,
      )
    }
    train.push({ ...add(name, part), weight })
  }
  const validationStart = samples.length
  for (const source of sources) add(source.name, source.validation)
  return {
    samples,
    train,
    validation: Int32Array.from(
      { length: samples.length - validationStart },
      (_, i) => validationStart + i,
    ),
    labels: labelIndices(samples, labels),
    sourceOf: (sample) => names[sample],
  }
}
