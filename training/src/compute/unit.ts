import type { BackendChoice, BackendName } from '../backend/backend.ts'
import type { NetworkShape } from '../model/architecture.ts'
import type { Normalisation } from '../model/batch-tensors.ts'
import type { Random } from '../random.ts'

/** What a part of a batch is made of: which samples, and where they stand in which epoch. */
export interface GradientRequest {
  readonly epoch: number
  /** Place of the first sample in the epoch's order: with the epoch it decides what is drawn for a sample. */
  readonly position: number
  readonly samples: Int32Array
}

/** Sums over the part of a batch; the gradient itself is written into shared memory. */
export type GradientResult = {
  readonly loss: number
  readonly correct: number
}

/** Weights to predict with: those being trained, or their average. */
export type WeightSet = 'weights' | 'average'

export interface LogitsRequest {
  readonly samples: Int32Array
  readonly use: WeightSet
}

/** Gives samples as a network's inputs. Pure: the same arguments give the same numbers in every thread. */
export interface InputReader {
  readonly labels: Uint8Array
  /** Writes `steps × features` numbers of a sample; `random` augments it, without it it is read as it is. */
  read(sample: number, out: Float32Array, random?: Random): void
}

/** Knowledge distillation (Hinton et al. 2015): see `trainingLoss`. */
export interface DistillationSetup {
  /** Folders of models or of finished runs. */
  readonly teachers: readonly string[]
  readonly temperature: number
  /** Share of the teachers in the loss. */
  readonly alpha: number
}

/** What a unit needs to compute, the same for every unit of a run. */
export interface UnitSetup {
  readonly backend: BackendChoice
  readonly network: NetworkShape
  readonly gradientCheckpointing?: number
  readonly normalisation: Normalisation
  readonly dropout: number
  readonly labelSmoothing: number
  readonly distillation?: DistillationSetup
  readonly seed: number
}

/** Memory common to all units: weights go in, gradients come out. */
export interface SharedArrays {
  readonly weights: Float32Array<SharedArrayBuffer>
  readonly average: Float32Array<SharedArrayBuffer>
  /** One for each unit. */
  readonly gradients: readonly Float32Array<SharedArrayBuffer>[]
}

/** Computes gradients and logits, in this thread or in another. */
export interface ComputeUnit {
  readonly backend: BackendName
  gradient(request: GradientRequest): Promise<GradientResult>
  /** `[samples, labels]` */
  logits(request: LogitsRequest): Promise<Float32Array>
  close(): Promise<void>
}
