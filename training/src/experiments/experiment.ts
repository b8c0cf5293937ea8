import type { TrainConfig } from '../config/config.ts'

/** What can be written as JSON and read back the same. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/** Experiments that are asked for together: `timing` wants a quiet machine, `training` a patient one. */
export const GROUPS = ['training', 'timing'] as const
export type GroupName = (typeof GROUPS)[number]

/** One measurement of what the paper claims, skipped when its result is there. */
export interface Experiment {
  readonly name: string
  readonly group: GroupName
  /** For people, in a line. */
  readonly about: string
  /** All that decides the result but the code and the machine: a result of the same spec is not measured again. */
  readonly spec: Json
  /**
   * Measures.
   *
   * @returns the result, as JSON has it; undefined when it was interrupted, to go on when it is run again
   */
  run(context: ExperimentContext): Promise<object | undefined>
}

/** Where things are, and how an experiment is watched and stopped. */
export interface ExperimentContext {
  /** Folder of the runs of experiments that train. */
  readonly runs: string
  /** Folder of the data sets; undefined looks where training does. */
  readonly data: string | undefined
  /** Where and how training computes; what is left out is as in `npm run train`. */
  readonly compute: Partial<Pick<TrainConfig, 'backend' | 'threads'>>
  readonly signal: AbortSignal
  readonly out: NodeJS.WriteStream
}

/** No experiment has the name that was asked for, or one cannot be measured here. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError'
  readonly code = 'EXPERIMENT'
}
