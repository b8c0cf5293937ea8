import { loadModel, type ModelView } from '@edgeink/engine'
import { SOURCES, type SourceName } from '../config/config.ts'
import { ConfigError } from '../config/parse.ts'
import { type Calibration, judgeCalibration } from '../evaluate/calibration.ts'
import { type EvaluationSet, evaluate } from '../evaluate/evaluation.ts'
import type { FolderModel } from '../evaluate/model-folder.ts'
import { usedSources } from '../pipeline/dataset.ts'
import { DATA_SOURCES } from './data-sources.ts'
import { fitFusion } from './fit-fusion.ts'
import type { FinishedRun } from './read-run.ts'
import { referenceOf } from './reference.ts'
import { metricScore, type ShippedManifest, type ShippedRun } from './shipped-manifest.ts'
import { logitsByKind, scoreQuantization } from './validation-logits.ts'

export interface ShippedModel extends FolderModel {
  readonly manifest: ShippedManifest
}

export interface ShipOptions {
  /** Default: the model of the runs. */
  readonly id?: string
  /** Default: the version of the runs. */
  readonly version?: string
}

/**
 * Makes a model of finished runs, one for each view: their int8 files, fused and calibrated on validation samples by
 * the engine, on the bytes that are shipped. The same runs and samples make the same model.
 *
 * @throws {ConfigError} when the runs do not go together
 */
export async function shipModel(
  runs: readonly FinishedRun[],
  validation: readonly EvaluationSet[],
  options: ShipOptions = {},
): Promise<ShippedModel> {
  checkRuns(runs)
  const fusion = fitFusion(await logitsByKind(runs, validation))
  const [{ config }] = runs
  const model: FolderModel = {
    manifest: {
      format: 'edgeink-model/1',
      id: options.id ?? config.model,
      version: options.version ?? commonVersion(runs),
      labels: config.labels,
      views: runs.map((run, i) => ({ ...shippedView(run), weight: fusion.weights[i] })),
      temperature: fusion.temperature,
      temperatures: fusion.temperatures,
      reject: fusion.reject,
    },
    files: Object.fromEntries(runs.map((run) => [shippedView(run).file, int8Bytes(run)])),
  }
  const { scores } = await evaluate(model, validation, { part: 'validation' })
  const manifest: ShippedManifest = {
    ...model.manifest,
    reference: await referenceOf(model, validation),
    metrics: {
      part: 'validation',
      scores: scores.map(metricScore),
      calibration: await calibrationOf(model, validation),
      quantization: await scoreQuantization(runs, validation),
    },
    training: {
      runs: runs.map(shippedRun),
      data: [...new Set(sourcesOf(runs).map((name) => DATA_SOURCES[name]))],
    },
  }
  return { manifest, files: model.files }
}

async function calibrationOf(
  source: FolderModel,
  validation: readonly EvaluationSet[],
): Promise<Calibration> {
  const model = await loadModel(source)
  const calibration = await judgeCalibration(model, validation)
  model.dispose()
  return calibration
}

/** Sources that any of the runs was trained on: those whose validation parts decide. */
export function sourcesOf(runs: readonly FinishedRun[]): SourceName[] {
  const used = new Set(runs.flatMap(({ config }) => usedSources(config)))
  return SOURCES.filter((name) => used.has(name))
}

/** `raster.onnx` or `trace.onnx`: a shipped model has int8 files only. */
function shippedView({ input, config, int8 }: FinishedRun): Omit<ModelView, 'weight'> {
  const { sha256, bytes } = int8.manifest.views[0]
  return { input, file: `${config.view}.onnx`, sha256, bytes }
}

function int8Bytes({ int8 }: FinishedRun): Uint8Array | ArrayBuffer {
  return int8.files[int8.manifest.views[0].file]
}

function shippedRun({ id, input, training }: FinishedRun): ShippedRun {
  const { config, commit, backend, epochs, seconds } = training
  return { run: id, view: input, config, commit, backend, epochs, seconds }
}

function checkRuns(runs: readonly FinishedRun[]): void {
  if (runs.length === 0) throw new ConfigError('expected the folder of a run for each view')
  const views = runs.map(({ input }) => input)
  if (new Set(views).size !== views.length) {
    throw new ConfigError(`expected one run for each view, got ${views.join(', ')}`)
  }
  const labels = runs.map(({ config }) => config.labels.join(' '))
  if (new Set(labels).size > 1) {
    throw new ConfigError(`expected runs of the same labels, got ${labels.join(' and ')}`)
  }
}

function commonVersion(runs: readonly FinishedRun[]): string {
  const versions = [...new Set(runs.map(({ config }) => config.version))]
  if (versions.length === 1) return versions[0]
  throw new ConfigError(`the runs have the versions ${versions.join(' and ')}; say --version`)
}
