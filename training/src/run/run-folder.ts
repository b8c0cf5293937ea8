import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { CheckpointError } from '../checkpoint/checkpoint.ts'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import type { EpochRecord } from '../loop/history.ts'

/** The files of a run, all in `runs/<id>/`. */
export interface RunFolder {
  readonly id: string
  readonly path: string
  readonly checkpoint: string
  readonly config: string
  readonly history: string
  /** Folder of the exported model. */
  readonly model: string
}

export const CHECKPOINT_FILE = 'checkpoint.bin'

/** Names the files of a run; nothing is created. */
export function runFolder(runs: string, id: string): RunFolder {
  const path = join(runs, id)
  return {
    id,
    path,
    checkpoint: join(path, CHECKPOINT_FILE),
    config: join(path, 'config.json'),
    history: join(path, 'history.json'),
    model: join(path, 'export'),
  }
}

/** Id of a run that has not been named: `name` and the time. */
export function newRunId(name: string, now = new Date()): string {
  return `${name}-${now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}`
}

/**
 * Creates the folder of a new run.
 *
 * @throws {CheckpointError} when it is there already, since a run is never overwritten
 */
export async function createRunFolder(folder: RunFolder): Promise<void> {
  await mkdir(dirname(folder.path), { recursive: true })
  try {
    await mkdir(folder.path)
  } catch (cause) {
    throw new CheckpointError(
      `${folder.path}: cannot be created as a new run; name another with --run, or go on with --resume`,
      { cause },
    )
  }
}

/**
 * The run to resume: the one named, else the one whose checkpoint is newest.
 *
 * @throws {CheckpointError} when no run has a checkpoint
 */
export async function findRunFolder(runs: string, id?: string): Promise<RunFolder> {
  if (id !== undefined) return runFolder(runs, id)
  const candidates = await Promise.all(
    (await readdir(runs).catch(() => [])).map(async (name) => {
      const folder = runFolder(runs, name)
      return { folder, time: (await stat(folder.checkpoint).catch(() => undefined))?.mtimeMs ?? 0 }
    }),
  )
  const newest = candidates.filter(({ time }) => time > 0).sort((a, b) => b.time - a.time)[0]
  if (newest === undefined) {
    throw new CheckpointError(
      `${runs}: no run with a checkpoint to resume; start one without --resume`,
    )
  }
  return newest.folder
}

/** What a run wrote of its epochs. */
export async function readHistory({ history }: RunFolder): Promise<EpochRecord[]> {
  return JSON.parse(await readFile(history, 'utf8'))
}

/** Writes a value as readable JSON, whole or not at all. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomically(path, readableJson(value))
}

/** A list of numbers alone, one a line. Within a string no line ends. */
const NUMBERS = /\[\n\s+(-?\d[-+.\deE,\s]*?)\n\s*\]/g

/** Indented JSON with each list of numbers in one line: a confusion matrix of 62 labels has 3,844 of them. */
export function readableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  return `${text.replace(NUMBERS, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)}\n`
}

/** The commit of the sources, with `-dirty` when they have been changed since; undefined outside a repository. */
export async function gitCommit(): Promise<string | undefined> {
  try {
    const git = promisify(execFile)
    const options = { cwd: import.meta.dirname }
    const { stdout: commit } = await git('git', ['rev-parse', 'HEAD'], options)
    const { stdout: changes } = await git('git', ['status', '--porcelain', '-uno'], options)
    return commit.trim() + (changes.trim() === '' ? '' : '-dirty')
  } catch {
    return undefined
  }
}
