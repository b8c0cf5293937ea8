import type { TrainConfig } from '../config/config.ts'
import { createRandom } from '../random.ts'
import { planRungs, promote, type Rung, type TrialScore } from './halving.ts'
import { drawConfig, type SearchSpace } from './space.ts'

/** A trial that was trained in a rung. */
export interface TrialRecord extends TrialScore {
  readonly rung: number
  readonly epochs: number
  readonly config: TrainConfig
}

/** What a search has found so far; all that it needs to go on. */
export interface SearchState {
  readonly space: SearchSpace
  readonly records: readonly TrialRecord[]
}

export interface SearchHooks {
  /** Trains a trial; undefined when it was interrupted. */
  train(
    config: TrainConfig,
    place: { readonly trial: number; readonly rung: number },
  ): Promise<Pick<TrialScore, 'accuracy' | 'loss'> | undefined>
  /** Called after each trial. */
  onRecord?(state: SearchState, record: TrialRecord): Promise<void>
}

export interface SearchResult {
  readonly state: SearchState
  /** The winner of the last rung; undefined when the search was interrupted. */
  readonly best: TrialRecord | undefined
}

/** Searches from where `state` stands: trials that it knows are not trained again. */
export async function search(state: SearchState, hooks: SearchHooks): Promise<SearchResult> {
  const { space } = state
  const rungs = planRungs(space)
  const configs = Array.from({ length: space.trials }, (_, trial) =>
    drawConfig(space, createRandom(space.seed).fork('search').fork(trial)),
  )
  let current = state
  let running = configs.map((_, trial) => trial)
  for (const [rung, plan] of rungs.entries()) {
    running = running.slice(0, plan.trials)
    for (const trial of running) {
      if (recordOf(current, trial, rung)) continue
      const config = trialConfig(configs[trial], plan)
      const score = await hooks.train(config, { trial, rung })
      if (score === undefined) return { state: current, best: undefined }
      const record = { trial, rung, epochs: plan.epochs, config, ...score }
      current = { ...current, records: [...current.records, record] }
      await hooks.onRecord?.(current, record)
    }
    running = promote(
      running.map((trial) => recordOf(current, trial, rung)!),
      running.length,
    )
  }
  return { state: current, best: recordOf(current, running[0], rungs.length - 1) }
}

/** A trial's schedule spans the epochs of its rung, so each rung trains anew: a cosine that was cut says little. */
function trialConfig(config: TrainConfig, { epochs }: Rung): TrainConfig {
  return { ...config, epochs, qatEpochs: Math.min(config.qatEpochs, epochs) }
}

function recordOf({ records }: SearchState, trial: number, rung: number): TrialRecord | undefined {
  return records.find((record) => record.trial === trial && record.rung === rung)
}
