import type { NativeInt8Result } from '../../../bench/src/engine/int8-accuracy.ts'
import type { InferenceResult } from '../../../bench/src/engine/paper-claims.ts'
import type { BatchSizeResult } from '../../../training/src/experiments/cost/batch-size.ts'
import type { CheckpointingResult } from '../../../training/src/experiments/cost/checkpointing.ts'
import type { Measured, Results } from '../../../training/src/experiments/results.ts'
import { mean } from '../../../training/src/experiments/statistics.ts'
import type { NetworkName } from '../../../training/src/experiments/trained/networks.ts'
import type { TrainedResult } from '../../../training/src/experiments/trained/trained-network.ts'

/** The results file by kind of experiment; what has not been measured is left out. */
export interface MeasuredClaims {
  /** Of each network, by seed. */
  readonly trained: Readonly<Partial<Record<NetworkName, readonly TrainedResult[]>>>
  /** By onnxruntime-node. */
  readonly nativeInt8: readonly NativeInt8Result[]
  readonly batchSize?: Measured<BatchSizeResult>
  readonly checkpointing?: Measured<CheckpointingResult>
  readonly inference?: Measured<InferenceResult>
}

export function readMeasured(results: Results): MeasuredClaims {
  const trained = Object.values(results)
    .map(({ result }) => result as TrainedResult)
    .filter((result) => 'network' in result && 'seed' in result)
    .sort((a, b) => a.seed - b.seed)
  return {
    trained: Object.groupBy(trained, ({ network }) => network),
    nativeInt8: Object.entries(results)
      .filter(([name]) => name.startsWith('int8-onnxruntime-node'))
      .map(([, { result }]) => result as NativeInt8Result),
    batchSize: results['batch-size'] as Measured<BatchSizeResult> | undefined,
    checkpointing: results['gradient-checkpointing'] as Measured<CheckpointingResult> | undefined,
    inference: results.inference as Measured<InferenceResult> | undefined,
  }
}

/** Mean accuracy over the seeds, of test images as they are or under a deformation. */
export function meanAccuracy(results: readonly TrainedResult[], deformation?: string): number {
  return mean(results.map((result) => scoreOf(result, deformation).accuracy))
}

/** Right answers to test images as they are or under a deformation. */
export function scoreOf(result: TrainedResult, deformation?: string) {
  if (deformation === undefined) return result.test
  return result.deformed.find((score) => score.deformation === deformation)!
}
