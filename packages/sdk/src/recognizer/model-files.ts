import {
  ManifestError,
  type ModelManifest,
  type ModelSource,
  parseManifest,
} from '@edgeink/engine/wasm'
import { ModelFetchError } from '../errors.ts'

export interface FetchModelOptions {
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
}

/** Fetches a manifest and, beside it, the files that it names. */
export async function fetchModel(url: string, options: FetchModelOptions): Promise<ModelSource> {
  const answer = await fetchBytes(url, options)
  const manifest = parseJson(answer.bytes, url)
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

/** Checked before its file names are used: an answer may be anything, such as a server's page for a wrong address. */
function parseJson(bytes: Uint8Array, url: string): ModelManifest {
  try {
    return parseManifest(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    if (cause instanceof ManifestError) throw cause
    throw new ManifestError(`${url}: expected JSON, got another file; correct its address`, {
      cause,
    })
  }
}
