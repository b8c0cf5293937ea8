import { availableParallelism } from 'node:os'
import type { InkAugmentation } from '../augment/options.ts'
import type { BackendChoice } from '../backend/backend.ts'
import type { ArchitectureName, ConnectionName } from '../model/architecture.ts'
import type { ReadoutName } from '../model/recurrent/readout.ts'

export const VIEWS = ['raster', 'trace'] as const
/** What the network reads: images of 28 rows, or the 64 points of the pen's path. */
export type ViewName = (typeof VIEWS)[number]

/**
 * `unipen`: its digits. `letters`: its upper and lower case. `negatives`: what is none of the labels, to learn doubt from.
 * `own`: one's own ink.
 */
export const SOURCES = ['mnist', 'unipen', 'letters', 'pendigits', 'negatives', 'own'] as const
export type SourceName = (typeof SOURCES)[number]

/** `mixed` would compute in half precision; no backend of TensorFlow.js does. */
export const PRECISIONS = ['float32', 'mixed'] as const
export type PrecisionName = (typeof PRECISIONS)[number]

/** How often each sample of a source is seen in an epoch; 0 leaves the source out, 1.5 repeats every second one. */
export type SourceWeights = Readonly<Partial<Record<SourceName, number>>>

/** Everything that determines a run, and nothing else: two runs of one config give one result. */
export interface TrainConfig {
  /** Name of the model in its manifest. */
  readonly model: string
  /** Semantic version of the weights in the manifest. */
  readonly version: string
  readonly view: ViewName
  readonly labels: readonly string[]
  readonly sources: SourceWeights
  /** Files of ink of one's own that `own` has besides its folder, such as exported feedback. Without a weight for `own`: 1. */
  readonly extra: readonly string[]
  /** Train on the first so many samples of each source only; 0 takes all. For trials. */
  readonly limit: number
  readonly augment: boolean
  /** Ranges of the augmentation of strokes that differ from the standard ones. */
  readonly inkAugmentation: Partial<InkAugmentation>
  readonly architecture: ArchitectureName
  /** Hidden size of each direction, of the lowest layer; units of the dense layer of `cnn`. */
  readonly hidden: number
  /** Choose the hidden size that gives so many parameters, within 2 %; 0 takes `hidden` as it is. */
  readonly parameters: number
  readonly readout: ReadoutName
  /** Past the upper layer of `bilstm-hier`. */
  readonly connection: ConnectionName
  /** Keep a recurrent state every so many steps and compute the rest again on the way back; 0 keeps all. */
  readonly gradientCheckpointing: number
  /** Share of the state that is dropped before the head. */
  readonly dropout: number
  readonly seed: number
  /** Folder of a run, or of a model, of the same network whose weights are the first; empty draws them. */
  readonly initialWeights: string
  readonly epochs: number
  readonly batch: number
  /** Peak of the cosine schedule. */
  readonly learningRate: number
  readonly finalLearningRate: number
  /** Steps of linear warm-up. */
  readonly warmup: number
  readonly weightDecay: number
  /** Greatest norm of the gradient; 0 does not clip. */
  readonly clipNorm: number
  readonly labelSmoothing: number
  /** Folders of models or finished runs whose answers the student learns; none trains on the labels alone. */
  readonly teacher: readonly string[]
  /** Temperature of the teachers' softmax. */
  readonly distillationTemperature: number
  /** Share of the teachers in the loss. */
  readonly distillationAlpha: number
  /** In so many last epochs the loss is computed at int8 weights. */
  readonly qatEpochs: number
  /** Decay of the average of the weights; 0 keeps none and evaluates the weights themselves. */
  readonly ema: number
  /** Stop after so many epochs without a better validation accuracy, and keep the best; 0 never stops. */
  readonly patience: number
  readonly precision: PrecisionName
  readonly backend: BackendChoice
  /** Worker threads, each computing its part of a batch. Gradients are summed in their order. */
  readonly threads: number
  readonly checkpointMinutes: number
}

const DIGITS = [...'0123456789']

/** The digits model on rasters: what `npm run train` trains when nothing else is said. */
export const DEFAULTS: TrainConfig = {
  model: 'digits',
  version: '0.1.0',
  view: 'raster',
  labels: DIGITS,
  sources: { mnist: 1, unipen: 2, pendigits: 2 },
  extra: [],
  limit: 0,
  augment: true,
  inkAugmentation: {},
  architecture: 'bilstm',
  hidden: 128,
  parameters: 0,
  readout: 'final',
  connection: 'none',
  gradientCheckpointing: 0,
  dropout: 0.3,
  seed: 1,
  initialWeights: '',
  epochs: 30,
  batch: 128,
  learningRate: 1e-3,
  finalLearningRate: 1e-5,
  warmup: 300,
  weightDecay: 5e-4,
  clipNorm: 1,
  labelSmoothing: 0,
  teacher: [],
  distillationTemperature: 3,
  distillationAlpha: 0.7,
  qatEpochs: 0,
  ema: 0.999,
  patience: 0,
  precision: 'float32',
  backend: 'auto',
  threads: availableParallelism(),
  checkpointMinutes: 5,
}
