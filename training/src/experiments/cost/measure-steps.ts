import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrainConfig } from '../../config/config.ts'
import type { StepReport } from '../../loop/train.ts'
import type { Dataset } from '../../pipeline/dataset.ts'
import { startRun } from '../../run/run.ts'
import { runFolder } from '../../run/run-folder.ts'

export interface MeasureStepsOptions {
  readonly dataset: Dataset
  /** Measure so long, and one step at least. */
  readonly seconds: number
  readonly signal: AbortSignal
}

/**
 * Trains and measures: the steps are training's own, from reading the samples to the new weights.
 *
 * @returns seconds of each step; none when the signal stopped it
 */
export async function measureSteps(
  config: TrainConfig,
  { dataset, seconds, signal }: MeasureStepsOptions,
): Promise<number[]> {
  const runs = await mkdtemp(join(tmpdir(), 'edgeink-steps-'))
  const enough = new AbortController()
  const times: number[] = []
  let before = 0
  const onStep = ({ epoch, step, seconds: sinceEpoch }: StepReport) => {
    if (step === 1) before = 0
    // The first step of all compiles and allocates.
    if (epoch > 1 || step > 1) times.push(sinceEpoch - before)
    before = sinceEpoch
    if (times.length > 0 && sum(times) >= seconds) enough.abort()
  }
  try {
    await startRun(config, {
      folder: runFolder(runs, 'steps'),
      dataset,
      signal: AbortSignal.any([signal, enough.signal]),
      hooks: { onStep },
    })
    return signal.aborted ? [] : times
  } finally {
    await rm(runs, { recursive: true })
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
