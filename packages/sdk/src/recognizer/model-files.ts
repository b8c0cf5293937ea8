import type { ModelManifest } from '@edgeink/engine'
import { ModelFetchError } from '../errors.ts'

/** A model as it lies on a server: not checked yet, the engine does that. */
export interface FetchedModel {
  readonly manifest: ModelManifest
  readonly files: Readonly<Record<string, Uint8Array>>
}

export interface FetchModelOptions {
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
}

/** Fetches a manifest and, beside it, the files that it names. */
export async function fetchModel(url: string, options: FetchModelOptions): Promise<FetchedModel> {
  const answer = await fetchBytes(url, options)
  const manifest = parseManifest(new TextDecoder().decode(answer.bytes))
  const names = manifest.views.map(({ file }) => file)
  const files = await Promise.all(
    names.map((name) => fetchBytes(new URL(name, answer.url).href, options)),
  )
  return { manifest, files: Object.fromEntries(names.map((name, i) => [name, files[i].bytes])) }
}

async function fetchBytes(url: string, { fetch, signal }: FetchModelOptions) {
  try {
    const response = await fetch(url, { signal })
    if (!response.ok) throw new ModelFetchError(url, response.status)
    // The address after redirects, absolute; a response that no network made has none.
    return { url: response.url || url, bytes: new Uint8Array(await response.arrayBuffer()) }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    if (cause instanceof ModelFetchError) throw cause
    throw new ModelFetchError(url, undefined, { cause })
  }
}
