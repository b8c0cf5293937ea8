import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'

const RESULTS = new URL('../results/', import.meta.url)

/** What a timing depends on beside the code. */
export function machine(): { node: string; cpu: string; cores: number } {
  const cores = cpus()
  return { node: process.version, cpu: cores[0]?.model.trim() ?? 'unknown', cores: cores.length }
}

/** Writes `bench/results/<name>.json`. Numbers keep four significant digits: the rest is noise. */
export async function writeResult(name: string, result: unknown): Promise<void> {
  const text = JSON.stringify(result, shorten, 2)
  await mkdir(RESULTS, { recursive: true })
  await writeFile(new URL(`${name}.json`, RESULTS), `${text}\n`)
}

/** What the last run has written; undefined before the first. */
export async function readResult<Result>(name: string): Promise<Result | undefined> {
  const file = new URL(`${name}.json`, RESULTS)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Result) : undefined
}

/** Prints rows of one shape as a table, numbers as the result file has them. */
export function printTable(rows: readonly object[]): void {
  console.table(JSON.parse(JSON.stringify(rows, shorten)))
}

function shorten(_: string, value: unknown): unknown {
  return isFraction(value) ? round(value) : value
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && !Number.isInteger(value)
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
