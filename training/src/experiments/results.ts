import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeJson } from '../run/run-folder.ts'
import { ExperimentError, type Json } from './experiment.ts'

/** What a measurement depends on beside its code and its spec. */
export interface Machine {
  readonly node: string
  readonly cpu: string
  readonly cores: number
}

/** The result of one experiment, and how it came about. */
export interface Measured<Result = unknown> {
  readonly spec: Json
  /** ISO 8601, UTC. */
  readonly date: string
  /** Of the sources, `-dirty` when they had been changed since. */
  readonly commit: string | null
  /** What measures it again. */
  readonly command: string
  readonly machine: Machine
  /** From start to end, the last try alone. */
  readonly seconds: number
  readonly result: Result
}

/** By the experiment's name. */
export type Results = Readonly<Record<string, Measured>>

/**
 * Reads a results file; one that is not there has none.
 *
 * @throws {ExperimentError} when it is damaged
 */
export async function readResults(path: string): Promise<Results> {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(await readFile(path, 'utf8')).experiments
  } catch (cause) {
    throw new ExperimentError(
      `${path}: expected a results file of npm run experiments; restore it, or name another with --results`,
      { cause },
    )
  }
}

/** Puts a result into the file; those of other experiments, also of another process in the meantime, stay. */
export async function storeResult(path: string, name: string, measured: Measured): Promise<void> {
  const results = { ...(await readResults(path)), [name]: measured }
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)))
  await mkdir(dirname(path), { recursive: true })
  await writeJson(path, { command: 'npm run experiments', experiments: sorted })
}
