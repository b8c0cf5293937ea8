import { ModelFetchError } from '../../errors/model.ts'
import type { StoredFile } from './model-store.ts'

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
  /** Milliseconds without a byte until it is given up. */
  readonly timeout: number
  /** Bytes after which reading stops, so that a wrong answer cannot fill the memory. */
  readonly limit: number
  readonly cache?: RequestCache
  /** Told how many bytes came so far. */
  readonly onBytes?: (loaded: number) => void
}

/**
 * Fetches a file, piece by piece.
 *
 * @throws {ModelFetchError} when no answer, another status or no further byte comes
 * @throws the signal's reason when it aborts
 */
export async function download(url: string, options: DownloadOptions): Promise<StoredFile> {
  const { fetch, signal, timeout, cache } = options
  signal.throwIfAborted()
  const stall = new AbortController()
  const hang = () => stall.abort(new DOMException(`no byte in ${timeout} ms`, 'TimeoutError'))
  let timer = setTimeout(hang, timeout)
  const beat = () => {
    clearTimeout(timer)
    timer = setTimeout(hang, timeout)
  }
  const stop = AbortSignal.any([signal, stall.signal])
  try {
    const response = await fetch(url, { signal: stop, cache })
    if (!response.ok) throw new ModelFetchError(url, response.status)
    // The address after redirects, absolute; a response that no network made has none.
    return { url: response.url || url, bytes: await readAll(response, options, beat) }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof ModelFetchError) throw error
    const cause = stall.signal.aborted ? stall.signal.reason : error
    throw new ModelFetchError(url, undefined, { cause })
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(
  { body }: Response,
  { limit, onBytes }: DownloadOptions,
  beat: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let loaded = 0
  const reader = body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    beat()
    chunks.push(value)
    loaded += value.length
    onBytes?.(loaded)
    if (loaded > limit) {
      await reader.cancel()
      break
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
