import { isDeepStrictEqual } from 'node:util'
import { formatDuration } from '../cli/progress.ts'
import { gitCommit } from '../run/run-folder.ts'
import { type Experiment, type ExperimentContext, ExperimentError, GROUPS } from './experiment.ts'
import { type Machine, type Results, readResults, storeResult } from './results.ts'

export interface RunExperimentsOptions extends ExperimentContext {
  /** The results file. */
  readonly results: string
  /** Measure again what there is a result of. */
  readonly again: boolean
  readonly machine: Machine
}

/** Whether there is a result of this very experiment. */
export function isMeasured({ name, spec }: Experiment, results: Results): boolean {
  return isDeepStrictEqual(results[name]?.spec, spec)
}

/**
 * Measures one experiment after the other and stores each result at once, so that a run that is cut goes on where it
 * was.
 *
 * @returns whether all were measured; false when the signal stopped it
 */
export async function runExperiments(
  experiments: readonly Experiment[],
  options: RunExperimentsOptions,
): Promise<boolean> {
  const { results, again, machine, signal, out } = options
  // Of the sources as they are loaded: later the results file itself is a change.
  const commit = (await gitCommit()) ?? null
  for (const [i, experiment] of experiments.entries()) {
    const { name, about, spec } = experiment
    const place = `[${i + 1}/${experiments.length}] ${name}`
    if (!again && isMeasured(experiment, await readResults(results))) {
      out.write(`${place}: measured already\n`)
      continue
    }
    if (signal.aborted) return false
    out.write(`${place}: ${about}\n`)
    const started = performance.now()
    const result = await experiment.run(options)
    if (result === undefined) return false
    const seconds = Math.round((performance.now() - started) / 1000)
    const date = `${new Date().toISOString().slice(0, 19)}Z`
    const command = `npm run experiments -- --only ${name}`
    await storeResult(results, name, { spec, date, commit, command, machine, seconds, result })
    out.write(`${place}: measured in ${formatDuration(seconds)}\n`)
  }
  return true
}

/**
 * The experiments of the names, groups or beginnings of names that are asked for, in their own order; without any: all.
 *
 * @throws {ExperimentError} when one means none
 */
export function chooseExperiments(
  experiments: readonly Experiment[],
  asked: readonly string[],
): Experiment[] {
  const means = (word: string, { name, group }: Experiment) =>
    group === word || name.startsWith(word)
  const idle = asked.find((word) => !experiments.some((one) => means(word, one)))
  if (idle !== undefined) {
    const known = [...GROUPS, ...experiments.map(({ name }) => name)].join(', ')
    throw new ExperimentError(`no experiment is or begins with ${idle}; there are: ${known}`)
  }
  return experiments.filter((one) => asked.length === 0 || asked.some((word) => means(word, one)))
}
