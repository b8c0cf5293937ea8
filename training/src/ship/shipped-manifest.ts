import type { ModelManifest, ViewInput } from '@edgeink/engine'
import type { Calibration } from '../evaluate/calibration.ts'
import type { SetScore } from '../evaluate/evaluation.ts'
import type { TrainingInfo } from '../export/export-model.ts'
import type { DataSource } from './data-sources.ts'

/** `manifest.json` of a shipped model: with its figures on validation, and where the weights come from. */
export interface ShippedManifest extends ModelManifest {
  readonly metrics: {
    readonly part: 'validation'
    readonly scores: readonly MetricScore[]
    readonly calibration: Calibration
    readonly quantization: readonly QuantizationScore[]
  }
  readonly training: {
    readonly runs: readonly ShippedRun[]
    readonly data: readonly DataSource[]
  }
}

export type MetricScore = Pick<
  SetScore,
  | 'set'
  | 'view'
  | 'count'
  | 'correct'
  | 'accuracy'
  | 'interval'
  | 'rejected'
  | 'calibrationError'
  | 'loss'
>

/** Right answers of a view with its float32 weights in float32 arithmetic, and as it is shipped. */
export interface QuantizationScore {
  readonly set: string
  readonly view: ViewInput
  readonly count: number
  readonly float32: number
  readonly int8: number
}

export interface ShippedRun
  extends Pick<TrainingInfo, 'config' | 'commit' | 'backend' | 'epochs' | 'seconds'> {
  readonly run: string
  readonly view: ViewInput
}

export function metricScore(score: SetScore): MetricScore {
  const { set, view, count, correct, accuracy, interval, rejected, calibrationError, loss } = score
  return { set, view, count, correct, accuracy, interval, rejected, calibrationError, loss }
}
