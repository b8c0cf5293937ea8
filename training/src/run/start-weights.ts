import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { loadCheckpoint } from '../checkpoint/checkpoint.ts'
import type { TrainConfig } from '../config/config.ts'
import { networkShape } from '../config/network-shape.ts'
import { ConfigError } from '../config/parse.ts'
import { finalWeights } from '../loop/run-state.ts'
import { CHECKPOINT_FILE } from './run-folder.ts'

/**
 * The weights that the run in the folder `initialWeights` ended with, for a run that goes on from them.
 *
 * @throws {CheckpointError} when that run has no checkpoint, or a damaged one
 * @throws {ConfigError} when it trained a network of another shape, or for other labels
 */
export async function startWeights(config: TrainConfig): Promise<Float32Array> {
  const state = await loadCheckpoint(join(config.initialWeights, CHECKPOINT_FILE))
  const [own, other] = [config, state.config].map((of) => ({ ...networkShape(of), of: of.labels }))
  if (!isDeepStrictEqual(own, other)) {
    throw new ConfigError(
      `config: initialWeights ${config.initialWeights}: expected a run of the same network and labels (${JSON.stringify(own)}), got ${JSON.stringify(other)}; name another run, or leave initialWeights out`,
    )
  }
  return finalWeights(state)
}
