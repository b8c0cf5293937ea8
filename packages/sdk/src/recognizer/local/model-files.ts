import {
  checkFile,
  ManifestError,
  type ModelManifest,
  type ModelSource,
  type ModelView,
  parseManifest,
} from '@edgeink/engine/wasm'
import { absolute } from '../address.ts'
import { download } from './download.ts'
import type { ModelStore, StoredFile } from './model-store.ts'
import { SharedWork } from './shared-work.ts'

/** How far a model has come, in bytes of its files. `total` never changes, `loaded` never falls. */
export interface LoadProgress {
  readonly loaded: number
  readonly total: number
}

export interface FetchModelOptions {
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
  readonly store: ModelStore
  /** Milliseconds without a byte until a download is given up. */
  readonly timeout: number
  readonly onProgress: (progress: LoadProgress) => void
}

/** A manifest holds no weights: whatever is longer is another file. */
const MANIFEST_LIMIT = 1 << 20

/** Downloads under way, by whatever fetches them and by address: recognizers of the same model share them. */
const downloads = new WeakMap<typeof globalThis.fetch, SharedWork<StoredFile>>()

/**
 * A model's manifest and files: those that were kept, else those of the network. A kept model answers at once, and
 * the network is then asked for a newer one, which the next visit gets. Every file is the one of its manifest.
 *
 * @throws {ModelFetchError} when a file does not come
 * @throws {ManifestError} when the manifest is unsound, or another file
 * @throws {ModelChecksumError} when a file, fetched a second time, is not the one of the manifest
 */
export async function fetchModel(
  address: string,
  options: FetchModelOptions,
): Promise<ModelSource> {
  const url = absolute(address)
  const kept = await options.store.read(url)
  if (!kept) return await install(await fetchManifest(url, options), { ...options, url })
  try {
    const { source } = await collect(parseJson(kept), kept.url, options)
    void refresh(kept, { ...options, url, onProgress: ignore }).catch(() => {})
    return source
  } catch {
    options.signal.throwIfAborted()
    return await install(await fetchManifest(url, options), { ...options, url, kept })
  }
}

interface InstallOptions extends FetchModelOptions {
  /** Where the manifest was asked for. */
  readonly url: string
  /** The manifest that was kept there. */
  readonly kept?: StoredFile
}

async function refresh(kept: StoredFile, options: InstallOptions): Promise<void> {
  const fetched = await fetchManifest(options.url, options)
  if (decode(fetched) !== decode(kept)) await install(fetched, { ...options, kept })
}

function fetchManifest(url: string, options: FetchModelOptions): Promise<StoredFile> {
  const { fetch, signal } = options
  return shared(fetch).join(url, signal, ignore, (stop) =>
    download(url, { ...options, signal: stop, limit: MANIFEST_LIMIT, cache: 'no-cache' }),
  )
}

/** The model of a manifest, which is kept when its files are: a manifest that was kept never lacks them. */
async function install(fetched: StoredFile, options: InstallOptions): Promise<ModelSource> {
  const { url, kept, store } = options
  const manifest = parseJson(fetched)
  const { source, writes } = await collect(manifest, fetched.url, options)
  // Nobody waits for the disk: the model can answer now.
  void Promise.all(writes)
    .then(() => store.write(url, fetched))
    .then(() => kept && dropOld(kept, keysOf(manifest, fetched.url), store))
    .catch(() => {})
  return source
}

interface CollectedModel {
  readonly source: ModelSource
  readonly writes: readonly Promise<void>[]
}

async function collect(
  manifest: ModelManifest,
  base: string,
  options: FetchModelOptions,
): Promise<CollectedModel> {
  const { views } = manifest
  const total = views.reduce((sum, { bytes }) => sum + bytes, 0)
  const loaded = views.map(() => 0)
  const writes: Promise<void>[] = []
  const entries = views.map(async (view, i) => {
    const report = (bytes: number) => {
      // A file that is fetched a second time begins anew, and may be longer than it should.
      if (bytes <= loaded[i]) return
      loaded[i] = Math.min(bytes, view.bytes)
      options.onProgress({ loaded: loaded.reduce((sum, n) => sum + n, 0), total })
    }
    const { bytes } = await collectFile(view, base, { ...options, report, writes })
    report(view.bytes)
    return [view.file, bytes] as const
  })
  return { source: { manifest, files: Object.fromEntries(await Promise.all(entries)) }, writes }
}

interface CollectOptions extends FetchModelOptions {
  readonly report: (bytes: number) => void
  /** Gets what is under way to the store. */
  readonly writes: Promise<void>[]
}

async function collectFile(view: ModelView, base: string, options: CollectOptions) {
  const { store, signal, report, writes } = options
  const key = keyOf(view, base)
  const kept = await store.read(key)
  if (kept && (await isSound(view, kept.bytes))) return kept
  if (kept) await store.drop(key)
  const file = await shared(options.fetch).join(key, signal, report, (stop, onBytes) =>
    downloadFile(view, base, { ...options, signal: stop, onBytes }),
  )
  writes.push(store.write(key, file))
  return file
}

interface DownloadFileOptions extends FetchModelOptions {
  readonly onBytes: (loaded: number) => void
}

async function downloadFile(view: ModelView, base: string, options: DownloadFileOptions) {
  const url = new URL(view.file, base).href
  const init = { ...options, limit: view.bytes }
  const first = await download(url, init)
  if (await isSound(view, first.bytes)) return first
  // The browser's HTTP cache may hold the file of an older version.
  const second = await download(url, { ...init, cache: 'reload' })
  await checkFile(view, second.bytes)
  return second
}

function shared(fetch: typeof globalThis.fetch): SharedWork<StoredFile> {
  const known = downloads.get(fetch) ?? new SharedWork()
  downloads.set(fetch, known)
  return known
}

async function isSound(view: ModelView, bytes: Uint8Array): Promise<boolean> {
  return checkFile(view, bytes).then(
    () => true,
    () => false,
  )
}

async function dropOld(kept: StoredFile, current: readonly string[], store: ModelStore) {
  const old = keysOf(parseJson(kept), kept.url).filter((key) => !current.includes(key))
  await Promise.all(old.map((key) => store.drop(key)))
}

function keysOf({ views }: ModelManifest, base: string): string[] {
  return views.map((view) => keyOf(view, base))
}

/** By content: a new version of a model never meets files of the old. */
function keyOf({ file, sha256 }: ModelView, base: string): string {
  const key = new URL(file, base)
  key.searchParams.set('sha256', sha256)
  return key.href
}

function decode({ bytes }: StoredFile): string {
  return new TextDecoder().decode(bytes)
}

function ignore(): void {}

/** Checked before its file names are used: an answer may be anything, such as a server's page for a wrong address. */
function parseJson(file: StoredFile): ModelManifest {
  try {
    return parseManifest(JSON.parse(decode(file)))
  } catch (cause) {
    if (cause instanceof ManifestError) throw cause
    const message = `${file.url}: expected JSON, got another file; serve the model's folder there`
    throw new ManifestError(message, { cause })
  }
}
