import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DataError } from '../errors.ts'
import type { DataFile } from './data-files.ts'

/** How far a download is, in bytes. */
export interface DownloadProgress {
  readonly url: string
  readonly received: number
  /** Missing when the server does not say. */
  readonly total?: number
}

export interface DownloadOptions {
  /** Where the file is kept once it has been checked. */
  readonly path: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: DownloadProgress) => void
}

/**
 * Fetches a file from the first of its sources that has the right bytes, keeps it at `path` and
 * answers its contents. The file appears at `path` whole and checked, or not at all.
 *
 * @throws {DataError} `DATA_CHECKSUM` when a source answered with other bytes and none with the right ones,
 *   `DATA_DOWNLOAD` when none answered; `cause` holds what each source said
 */
export async function download<T>(file: DataFile<T>, options: DownloadOptions): Promise<T> {
  const failures: Error[] = []
  for (const url of file.urls) {
    try {
      const bytes = await fetchBytes(url, options)
      const contents = file.open(bytes, url)
      await writeAtomically(options.path, bytes)
      return contents
    } catch (error) {
      options.signal?.throwIfAborted()
      failures.push(error as Error)
    }
  }
  throw explain(file, options.path, failures)
}

async function fetchBytes(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const response = await fetch(url, { signal: options.signal })
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new DataError('DATA_DOWNLOAD', `GET ${url} answered ${response.status}`)
  }
  const length = response.headers.get('content-length')
  const total = length === null ? undefined : Number(length)
  const chunks: Uint8Array[] = []
  let received = 0
  for await (const chunk of response.body) {
    chunks.push(chunk)
    received += chunk.length
    options.onProgress?.({ url, received, total })
  }
  return Buffer.concat(chunks)
}

/** A reader never sees half a file: the bytes are written beside it and moved into place. */
async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(partial, bytes)
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}

function explain<T>(file: DataFile<T>, path: string, failures: readonly Error[]): Error {
  const wrongBytes = failures.find(
    (failure) => failure instanceof DataError && failure.code === 'DATA_CHECKSUM',
  )
  if (wrongBytes) return wrongBytes
  const reasons = failures.map((failure) => `${failure.message}${because(failure)}`).join('; ')
  return new DataError(
    'DATA_DOWNLOAD',
    `${file.path}: expected to download it, but ${reasons}. Check the connection, or place the file at ${path} by hand, or name a folder that has it with --data or EDGEINK_DATA.`,
    { cause: new AggregateError(failures, reasons) },
  )
}

/** `fetch` says "fetch failed" and keeps the reason in its cause. */
function because({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : ''
}
