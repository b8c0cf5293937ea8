import type { ModelCache } from '../recognizer/local/model-store.ts'

/** Storage of a model in memory, whose files a test can look at and damage. */
export class MemoryCache implements ModelCache {
  readonly files = new Map<string, { body: Uint8Array<ArrayBuffer>; headers: Headers }>()

  async match(key: string): Promise<Response | undefined> {
    const file = this.files.get(key)
    return file && new Response(file.body, { headers: file.headers })
  }

  async put(key: string, response: Response): Promise<void> {
    const body = new Uint8Array(await response.arrayBuffer())
    this.files.set(key, { body, headers: response.headers })
  }

  async delete(key: string): Promise<boolean> {
    return this.files.delete(key)
  }

  /** Names of the files, without their folder and the hash of their content. */
  get names(): string[] {
    return [...this.files.keys()].map((key) => new URL(key).pathname.split('/').at(-1)!).toSorted()
  }
}
