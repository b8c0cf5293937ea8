import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inkFromArrays } from '@edgeink/ink'
import { DataError } from './errors.ts'
import type { InkSample } from './samples.ts'

const EXPECTED =
  '{"label": "7", "strokes": [[[x, y], …], …], "writer": "a name"} on each line (writer may be left out)'

/** Reads `own/*.ndjson` in a data folder: ink that somebody collected for themselves. None where there is no such folder. */
export async function readOwnInk(dir: string): Promise<InkSample[]> {
  const samples: InkSample[] = []
  const names = await readdir(join(dir, 'own')).catch(() => [])
  for (const name of names.filter((candidate) => candidate.endsWith('.ndjson')).sort()) {
    const path = join('own', name)
    samples.push(...parseOwnInk(await readFile(join(dir, path), 'utf8'), path))
  }
  return samples
}

/**
 * Reads files of ink of one's own that are named, wherever they are.
 *
 * @throws {DataError} `DATA_MISSING` for a file that cannot be read
 */
export async function readInkFiles(paths: readonly string[]): Promise<InkSample[]> {
  const read = async (path: string) => {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      const hint = 'expected a file of ink, as npm run feedback -- export writes it'
      throw new DataError('DATA_MISSING', `${path}: ${hint}`, { cause })
    })
    return parseOwnInk(text, path)
  }
  return (await Promise.all(paths.map(read))).flat()
}

/**
 * Parses ink of one's own, a JSON object a line. Strokes are as the worker takes them; `y` grows downward.
 *
 * @throws {DataError} `DATA_FORMAT` naming the line
 */
export function parseOwnInk(text: string, name: string): InkSample[] {
  return text
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${name}:${i + 1}`)]))
}

function parseLine(line: string, where: string): InkSample {
  try {
    const { label, strokes, writer = 'me' } = JSON.parse(line)
    if (typeof label !== 'string' || label === '') throw new Error('label is not a text')
    if (typeof writer !== 'string') throw new Error('writer is not a text')
    return { ink: inkFromArrays(strokes), label, source: 'own', writer: `own/${writer}` }
  } catch (cause) {
    const reason = (cause as Error).message
    throw new DataError('DATA_FORMAT', `${where}: expected ${EXPECTED}: ${reason}`, { cause })
  }
}
