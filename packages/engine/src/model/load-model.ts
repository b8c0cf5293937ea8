import type { AsyncClassifier, Classifier } from '../classifier.ts'
import { InputError, ManifestError } from '../errors.ts'
import { asBytes } from '../load-wasm-classifier.ts'
import type { ModelManifest, ModelView } from '../manifest.ts'
import { checkFile } from './checksum.ts'
import { FusedModel, type LoadedView } from './fused-model.ts'
import type { Model } from './model.ts'
import { parseManifest } from './parse-manifest.ts'
import { VIEWS } from './views.ts'

/** A model as it is fetched: its manifest and the files that the manifest names. */
export interface ModelSource {
  /** The parsed `manifest.json`. */
  readonly manifest: unknown
  /** The bytes of each view, by the file name in the manifest. */
  readonly files: Readonly<Record<string, Uint8Array | ArrayBuffer>>
}

export interface ModelOptions {
  /** Compare the files with the manifest's lengths and SHA-256. Default true. */
  readonly verify?: boolean
  readonly signal?: AbortSignal
}

type LoadClassifier<O> = (bytes: Uint8Array, options: O) => Promise<Classifier | AsyncClassifier>

/**
 * Loads every view of a model with `loadClassifier`; when one fails, those that did load are disposed.
 *
 * @throws {ManifestError} when the manifest is unsound, or does not fit its files
 * @throws {ModelChecksumError} when a file is another one
 * @throws {InputError} when a file is missing
 */
export async function loadModelWith<O extends ModelOptions>(
  loadClassifier: LoadClassifier<O>,
  source: ModelSource,
  options: O,
): Promise<Model> {
  options.signal?.throwIfAborted()
  const manifest = parseManifest(source.manifest)
  const loading = manifest.views.map(async (view): Promise<LoadedView> => {
    const bytes = fileOf(source, view)
    if (options.verify ?? true) await checkFile(view, bytes)
    const classifier = await loadClassifier(bytes, options)
    return { input: view.input, weight: view.weight, classifier }
  })
  return assemble(manifest, await Promise.allSettled(loading))
}

function assemble(
  manifest: ModelManifest,
  outcomes: readonly PromiseSettledResult<LoadedView>[],
): Model {
  const views = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  )
  try {
    const failure = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failure) throw failure.reason
    for (const view of views) checkFit(manifest, view)
    return new FusedModel(manifest, views)
  } catch (error) {
    for (const { classifier } of views) classifier.dispose()
    throw error
  }
}

function fileOf({ files }: ModelSource, view: ModelView): Uint8Array {
  if (Object.hasOwn(files, view.file)) return asBytes(files[view.file])
  throw new InputError(
    `expected the file ${view.file} of view ${view.input}, got ${Object.keys(files).join(', ') || 'no files'}`,
  )
}

function checkFit(manifest: ModelManifest, { input, classifier }: LoadedView): void {
  const { steps, features } = VIEWS[input]
  if (classifier.steps !== steps || classifier.features !== features) {
    throw new ManifestError(
      `view ${input} is ${steps} × ${features} numbers, but its classifier reads ${classifier.steps} × ${classifier.features}; check manifest.json`,
    )
  }
  if (classifier.labels.join('\0') !== manifest.labels.join('\0')) {
    throw new ManifestError(
      `the labels of view ${input} are ${classifier.labels.join(' ')}, those of the manifest ${manifest.labels.join(' ')}; check manifest.json`,
    )
  }
}
