import { readMnist } from './mnist.ts'
import { type NegativeSets, negativeSets } from './negatives/negatives.ts'
import { readInkFiles, readOwnInk } from './own-ink.ts'
import { parsePendigits } from './pendigits.ts'
import type { InkSample, RasterSample } from './samples.ts'
import { PENDIGITS_FILE, UNIPEN_FILE } from './source/data-files.ts'
import { type DataOptions, openDataFile } from './source/locate.ts'
import { assignWriters, type Part, type Split, splitByWriter, splitMnist } from './split.ts'
import type { UnipenArchive, UnipenTask } from './unipen/archive.ts'

export interface LoadOptions extends DataOptions {
  /** Decides who is in which part. Default: `DEFAULT_SPLIT_SEED`. */
  readonly splitSeed?: number
  /** Files of ink of one's own besides those of `own/`. */
  readonly extra?: readonly string[]
}

/** MNIST: 55,000 images to train, 5,000 to validate, 10,000 to test. */
export async function loadMnist(options: LoadOptions = {}): Promise<Split<RasterSample>> {
  const train = await readMnist('train', options)
  const test = await readMnist('t10k', options)
  return splitMnist(train, test, options.splitSeed)
}

/**
 * Characters of UNIPEN, split by writer. A writer is in the same part whichever tasks are loaded,
 * so that a model of letters may start from, or be added to, a model of digits. Templates (see
 * {@link InkSample.template}) are left out of `train` and `validation`; `test` is whole, for its
 * report to name both figures.
 */
export async function loadUnipen(
  tasks: readonly UnipenTask[],
  options: LoadOptions = {},
): Promise<Split<InkSample>> {
  const archive = await openUnipen(options)
  const parts = assignWriters(archive.writers(), options.splitSeed)
  const split = splitByWriter(
    tasks.flatMap((task) => archive.samples(task)),
    parts,
  )
  const isDrawing = ({ template }: InkSample) => !template
  return {
    train: split.train.filter(isDrawing),
    validation: split.validation.filter(isDrawing),
    test: split.test,
  }
}

/** What is none of a model's labels, of one part: see `negativeSets`. */
export async function loadNegativeSets(
  part: Part,
  labels: readonly string[],
  options: LoadOptions = {},
): Promise<NegativeSets> {
  return negativeSets(part, labels, await loadUnipen(['1b', '1c'], options))
}

/** Negatives to train on. They choose no weights' epoch, so none are in the other parts. */
export async function loadNegatives(
  labels: readonly string[],
  options: LoadOptions = {},
): Promise<Split<InkSample>> {
  const sets = await loadNegativeSets('train', labels, options)
  return { train: [...sets.values()].flat(), validation: [], test: [] }
}

/** Archives that are open, by the options of the load that they belong to: its sources share one. */
const archives = new WeakMap<LoadOptions, Promise<UnipenArchive>>()

function openUnipen(options: LoadOptions): Promise<UnipenArchive> {
  const opened = archives.get(options) ?? openDataFile(UNIPEN_FILE, options)
  archives.set(options, opened)
  opened.catch(() => archives.delete(options))
  return opened
}

/** Ink of one's own, from `own/` in the data folder that is named and from `extra`, split by writer: a lone writer trains. */
export async function loadOwnInk(options: LoadOptions = {}): Promise<Split<InkSample>> {
  const dir = options.dir ?? (options.env ?? process.env).EDGEINK_DATA
  const samples = [
    ...(dir ? await readOwnInk(dir) : []),
    ...(await readInkFiles(options.extra ?? [])),
  ]
  const writers = samples.map(({ writer }) => ({ writer, stratum: 'own' }))
  return splitByWriter(samples, assignWriters(writers, options.splitSeed))
}

/** Pendigits, split by writer. */
export async function loadPendigits(options: LoadOptions = {}): Promise<Split<InkSample>> {
  const samples = parsePendigits(await openDataFile(PENDIGITS_FILE, options))
  const writers = samples.map(({ writer }) => ({ writer, stratum: 'pendigits' }))
  return splitByWriter(samples, assignWriters(writers, options.splitSeed))
}
