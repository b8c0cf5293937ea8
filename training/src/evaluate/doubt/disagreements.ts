import { createHash } from 'node:crypto'
import type { LoadModelOptions } from '@edgeink/engine'
import type { Sample } from '../../pipeline/reader.ts'
import type { EvaluationSet } from '../evaluation.ts'
import { findMisread, type MisreadOfSet } from '../misread.ts'
import type { FolderModel } from '../model-folder.ts'

/** How a list in a file names a disagreement. */
export interface ListedDisagreement {
  readonly set: string
  readonly id: string
  /** Whoever wrote it; images have none. */
  readonly writer?: string
  readonly label: string
  readonly read: string
  readonly confidence: number
}

/**
 * Samples that a model reads as another label with at least the `confidence`, the surest first: often slips of whoever
 * labelled them. A model that was trained on the very samples and still contradicts their labels has seen many others
 * that speak against them (confident learning: Northcutt, Jiang, Chuang 2021).
 */
export async function findDisagreements(
  source: FolderModel,
  sets: readonly EvaluationSet[],
  { confidence: least, ...options }: LoadModelOptions & { readonly confidence: number },
): Promise<MisreadOfSet[]> {
  const misread = await findMisread(source, sets, options)
  return misread
    .filter(({ confidence }) => confidence >= least)
    .sort((a, b) => b.confidence - a.confidence)
}

/** A disagreement as a list holds it: named by its contents, which no order of reading changes. */
export function listDisagreement(found: MisreadOfSet): ListedDisagreement {
  const { set, sample, read, confidence } = found
  const writer = sample.source === 'mnist' ? {} : { writer: sample.writer }
  const rounded = Number(confidence.toFixed(4))
  return { set, id: sampleId(sample), ...writer, label: sample.label, read, confidence: rounded }
}

const ID_LENGTH = 12

/** The first digits of the SHA-256 of an image's bytes, or of an ink's coordinates as JSON. */
export function sampleId(sample: Sample): string {
  const contents =
    sample.source === 'mnist'
      ? sample.raster
      : JSON.stringify(sample.ink.map(({ points }) => points.map(({ x, y }) => [x, y])))
  return createHash('sha256').update(contents).digest('hex').slice(0, ID_LENGTH)
}
