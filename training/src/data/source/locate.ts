import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { DataError } from '../errors.ts'
import type { DataFile } from './data-files.ts'
import { type DownloadProgress, download } from './download.ts'

/** Where data sets may come from. */
export interface DataOptions {
  /** A data folder, with `mnist/`, `unipen/` and `pendigits/` in it (`--data`). Default: the environment's `EDGEINK_DATA`. */
  readonly dir?: string
  /** Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where downloads are kept. Default: `$XDG_CACHE_HOME/edgeink`, else `~/.cache/edgeink`. */
  readonly cacheDir?: string
  /** Abandons a download. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: DownloadProgress) => void
}

/**
 * Opens a file of a data set: from the data folder that is named, else from the cache, else from
 * its public source, whence it goes to the cache. Its checksum is verified wherever it comes from.
 *
 * @throws {DataError} `DATA_MISSING` when a data folder is named and does not exist,
 *   `DATA_CHECKSUM` or `DATA_FORMAT` when the file is not what it should be,
 *   `DATA_DOWNLOAD` when no source answers with it
 */
export async function openDataFile<T>(file: DataFile<T>, options: DataOptions = {}): Promise<T> {
  const env = options.env ?? process.env
  const dir = options.dir ?? (env.EDGEINK_DATA || undefined)
  const cacheDir = options.cacheDir ?? defaultCacheDir(env)
  if (dir !== undefined) await assertFolder(dir, options.dir ? '--data' : 'EDGEINK_DATA')

  for (const folder of dir === undefined ? [cacheDir] : [dir, cacheDir]) {
    const path = resolve(folder, file.path)
    const bytes = await readIfPresent(path)
    if (bytes) return file.open(bytes, path)
  }
  return download(file, { ...options, path: resolve(cacheDir, file.path) })
}

/** Where downloads are kept when nobody says. */
export function defaultCacheDir(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'edgeink')
}

async function assertFolder(dir: string, name: string): Promise<void> {
  const found = await stat(dir).catch(() => undefined)
  if (found?.isDirectory()) return
  throw new DataError(
    'DATA_MISSING',
    `${name}: expected a folder with mnist/, unipen/ and pendigits/ in it, got ${resolve(dir)}, which is not a folder. Correct the path, or leave it out to download the data sets.`,
  )
}

async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
