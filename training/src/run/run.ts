import { loadCheckpoint, saveCheckpoint } from '../checkpoint/checkpoint.ts'
import { type ComputePool, startPool } from '../compute/pool.ts'
import { checkTeachers } from '../compute/teachers.ts'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import type { DataOptions } from '../data/index.ts'
import { calibrate } from '../export/calibrate.ts'
import { exportModel, type TrainedManifest } from '../export/export-model.ts'
import { createRunState, finalWeights, type RunState } from '../loop/run-state.ts'
import { type TrainHooks, type TrainOutcome, train } from '../loop/train.ts'
import { fakeQuantize } from '../model/fake-quantize.ts'
import { initialiseParameters } from '../model/initialise.ts'
import { createNetwork } from '../model/network.ts'
import { layoutParameters, type ParameterLayout } from '../model/parameters.ts'
import { type Dataset, loadDataset } from '../pipeline/dataset.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import { initialStream } from '../pipeline/streams.ts'
import { createRunFolder, gitCommit, type RunFolder, writeJson } from './run-folder.ts'
import { startWeights } from './start-weights.ts'

export interface RunOptions {
  readonly folder: RunFolder
  readonly signal?: AbortSignal
  readonly data?: DataOptions
  /** Takes the place of the data sets, in tests. */
  readonly dataset?: Dataset
  readonly hooks?: Pick<TrainHooks, 'onStep' | 'onEpoch'>
  /** Told once data, backend and threads are there. */
  onReady?(ready: RunReady): void
}

export interface RunReady {
  readonly config: TrainConfig
  readonly backend: string
  readonly threads: number
  readonly parameters: number
  readonly dataset: Dataset
}

export interface RunResult {
  readonly outcome: TrainOutcome
  readonly state: RunState
  /** The exported model; undefined when the run was interrupted. */
  readonly manifest: TrainedManifest | undefined
}

/**
 * Trains a config from its first step, into a new folder.
 *
 * @throws {CheckpointError} when the folder is there already
 */
export async function startRun(config: TrainConfig, options: RunOptions): Promise<RunResult> {
  const layout = layoutParameters(createNetwork(networkShape(config)).parameters)
  const weights = config.initialWeights
    ? await startWeights(config)
    : initialiseParameters(layout, initialStream(config.seed))
  // Loaded first, so that missing teachers or data leave no empty run behind.
  await checkTeachers(config)
  const dataset = options.dataset ?? (await loadDataset(config, options.data))
  await createRunFolder(options.folder)
  await writeJson(options.folder.config, {
    config,
    commit: await gitCommit(),
    node: process.version,
  })
  return runFrom(createRunState(config, weights), { ...options, dataset })
}

/**
 * Goes on with a run that was cut.
 *
 * @throws {CheckpointError} when its checkpoint is missing or damaged
 */
export async function resumeRun(options: RunOptions): Promise<RunResult> {
  return runFrom(await loadCheckpoint(options.folder.checkpoint), options)
}

async function runFrom(state: RunState, options: RunOptions): Promise<RunResult> {
  const { config } = state
  const dataset = options.dataset ?? (await loadDataset(config, options.data))
  const network = createNetwork(networkShape(config))
  const layout = layoutParameters(network.parameters)
  const pool = await startPool({
    setup: {
      backend: config.backend,
      network: network.shape,
      gradientCheckpointing: config.gradientCheckpointing,
      normalisation: VIEW_SHAPES[config.view],
      dropout: config.dropout,
      labelSmoothing: config.labelSmoothing,
      ...(config.teacher.length > 0 && {
        distillation: {
          teachers: config.teacher,
          temperature: config.distillationTemperature,
          alpha: config.distillationAlpha,
        },
      }),
      seed: config.seed,
    },
    readerSetup: {
      view: config.view,
      augment: config.augment,
      inkAugmentation: config.inkAugmentation,
      labels: config.labels,
      samples: dataset.samples,
    },
    size: layout.size,
    threads: config.threads,
  })
  try {
    const { backend, threads } = pool
    options.onReady?.({ config, backend, threads, parameters: layout.size, dataset })
    const outcome = await train({
      state,
      pool,
      layout,
      set: dataset,
      signal: options.signal,
      ...options.hooks,
      onCheckpoint: checkpointer(options.folder, config),
    })
    await saveProgress(options.folder, state)
    const finished = outcome !== 'interrupted'
    const manifest = finished
      ? await exportRun({ ...options, state, pool, layout, dataset })
      : undefined
    return { outcome, state, manifest }
  } finally {
    await pool.close()
  }
}

/** Saves at the end of each epoch, and within an epoch when the config's minutes have passed. */
function checkpointer(folder: RunFolder, config: TrainConfig): TrainHooks['onCheckpoint'] {
  let last = performance.now()
  return async (state, due) => {
    const elapsed = (performance.now() - last) / 60_000
    if (due === 'step' && elapsed < config.checkpointMinutes) return
    await saveProgress(folder, state)
    last = performance.now()
  }
}

async function saveProgress(folder: RunFolder, state: RunState): Promise<void> {
  await saveCheckpoint(folder.checkpoint, state)
  await writeJson(folder.history, state.history)
}

interface ExportOptions {
  readonly folder: RunFolder
  readonly state: RunState
  readonly pool: ComputePool
  readonly layout: ParameterLayout
  readonly dataset: Dataset
}

/** Calibrates on validation and writes the model. */
async function exportRun({
  folder,
  state,
  pool,
  layout,
  dataset: set,
}: ExportOptions): Promise<TrainedManifest> {
  const weights = finalWeights(state)
  if (state.config.qatEpochs > 0) fakeQuantize(layout, weights, pool.average)
  else pool.average.set(weights)
  const logits = await pool.logits({ samples: set.validation, use: 'average' })
  const labels = Uint8Array.from(set.validation, (sample) => set.labels[sample])
  const kept = state.config.patience > 0 ? state.best?.epoch : state.epoch
  return exportModel(folder.model, state.config, weights, {
    config: state.config,
    commit: await gitCommit(),
    backend: pool.backend,
    epochs: state.epoch,
    seconds: state.history.reduce((sum, { seconds }) => sum + seconds, 0),
    validation: state.history.find(({ epoch }) => epoch === kept)?.validation ?? {},
    calibration: calibrate(logits, labels),
  })
}
