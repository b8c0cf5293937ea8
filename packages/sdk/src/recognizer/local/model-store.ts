import { ModelCacheError } from '../../errors/model.ts'

/** Where models are kept between visits: a `Cache` is one, and so is whatever has its three methods. */
export interface ModelCache {
  match(key: string): Promise<Response | undefined>
  put(key: string, response: Response): Promise<void>
  delete(key: string): Promise<unknown>
}

/** A file and the address that it came from, after redirects. */
export interface StoredFile {
  readonly url: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The Cache API's cache that the models of an origin share. */
export const CACHE_NAME = 'edgeink-models'

/** Where a kept response remembers its address: one that no network made has no `url`. */
const ADDRESS = 'content-location'

/**
 * A cache that never fails: storage may be full, forbidden (frames of other sites) or missing (pages without HTTPS),
 * and a model that cannot be kept is fetched again. What went wrong is told once.
 */
export class ModelStore {
  readonly #wanted: ModelCache | boolean
  readonly #warn: (error: ModelCacheError) => void
  #hasWarned = false

  /** @param cache where to keep files; true is the browser's Cache API, false keeps nothing */
  constructor(cache: ModelCache | boolean, warn: (error: ModelCacheError) => void) {
    this.#wanted = cache
    this.#warn = warn
  }

  read(key: string): Promise<StoredFile | undefined> {
    return this.#attempt('reading it', async (cache) => {
      const kept = await cache.match(key)
      if (!kept) return undefined
      const bytes = new Uint8Array(await kept.arrayBuffer())
      return { url: kept.headers.get(ADDRESS) ?? key, bytes }
    })
  }

  async write(key: string, { url, bytes }: StoredFile): Promise<void> {
    const response = new Response(bytes, { headers: { [ADDRESS]: url } })
    await this.#attempt('keeping it', (cache) => cache.put(key, response))
  }

  async drop(key: string): Promise<void> {
    await this.#attempt('replacing it', (cache) => cache.delete(key))
  }

  async #attempt<T>(doing: string, work: (cache: ModelCache) => Promise<T>) {
    try {
      const cache = await this.#open()
      return cache && (await work(cache))
    } catch (cause) {
      if (!this.#hasWarned) this.#warn(new ModelCacheError(doing, { cause }))
      this.#hasWarned = true
      return undefined
    }
  }

  async #open(): Promise<ModelCache | undefined> {
    if (typeof this.#wanted !== 'boolean') return this.#wanted
    // In a sandboxed frame even to look at `caches` is an error.
    return this.#wanted ? globalThis.caches?.open(CACHE_NAME) : undefined
  }
}
