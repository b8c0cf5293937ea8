import type { TrainConfig } from '../config/config.ts'
import { type AdamState, createAdamState } from './adamw.ts'
import type { EpochRecord } from './history.ts'

/** Where a run stands: together with its config all that is needed to go on as if it had never been cut. */
export interface RunState {
  readonly config: TrainConfig
  readonly weights: Float32Array
  /** Average of the weights; equal to them where the config keeps none. */
  readonly average: Float32Array
  readonly adam: AdamState
  /** Epochs completed. */
  epoch: number
  /** Steps taken in the current epoch. */
  step: number
  /** Sums over the steps of the current epoch. */
  totals: EpochTotals
  history: EpochRecord[]
  best: BestEpoch | undefined
}

export interface EpochTotals {
  loss: number
  correct: number
  samples: number
  gradientNorm: number
  seconds: number
}

/** The epoch with the best validation accuracy so far, and the weights it had. */
export interface BestEpoch {
  readonly epoch: number
  readonly accuracy: number
  readonly weights: Float32Array
}

export const NO_TOTALS: EpochTotals = {
  loss: 0,
  correct: 0,
  samples: 0,
  gradientNorm: 0,
  seconds: 0,
}

/** A run before its first step. */
export function createRunState(config: TrainConfig, weights: Float32Array): RunState {
  return {
    config,
    weights: weights.slice(),
    average: weights.slice(),
    adam: createAdamState(weights.length),
    epoch: 0,
    step: 0,
    totals: { ...NO_TOTALS },
    history: [],
    best: undefined,
  }
}

/** The weights that the run stands for: the best epoch's with early stopping, else the average of the last. */
export function finalWeights(state: RunState): Float32Array {
  return state.config.patience > 0 && state.best ? state.best.weights : evaluatedWeights(state)
}

/** The weights that validation judges. */
export function evaluatedWeights(state: RunState): Float32Array {
  return state.config.ema > 0 ? state.average : state.weights
}
