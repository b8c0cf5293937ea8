import type { Ink } from '@edgeink/ink'
import { RecognizerDisposedError } from '../errors/recognizer.ts'
import { abortable } from '../recognizer/abortable.ts'
import { type LocalRecognizer, localRecognizer } from '../recognizer/local.ts'
import type { Recognition, RecognizeOptions, Recognizer } from '../recognizer/recognizer.ts'

interface Shared {
  readonly recognizer: LocalRecognizer
  users: number
}

const all = new Map<string, Shared>()

/**
 * The local recognizer of a model, as a share of one: ten pads of a form load the model and hold it once. Each user
 * disposes the own share; with the last of them the recognizer goes.
 *
 * @param manifest address of the model's manifest, absolute
 * @param warn hears that the model could not be kept
 */
export function shareLocal(manifest: string, warn: (error: unknown) => void): Recognizer {
  let shared = all.get(manifest)
  if (!shared) {
    shared = { recognizer: localRecognizer({ model: manifest }), users: 0 }
    all.set(manifest, shared)
  }
  return new Share(manifest, shared, warn)
}

class Share implements Recognizer {
  readonly #manifest: string
  readonly #shared: Shared
  readonly #life = new AbortController()

  constructor(manifest: string, shared: Shared, warn: (error: unknown) => void) {
    this.#manifest = manifest
    this.#shared = shared
    shared.users++
    const { signal } = this.#life
    shared.recognizer.addEventListener('warning', ({ detail }) => warn(detail.error), { signal })
    // Begins to load. What goes wrong is told when an ink is asked about.
    this.ready.catch(() => {})
  }

  get isReady(): boolean {
    return this.#shared.recognizer.isReady
  }

  get ready(): Promise<void> {
    return this.#shared.recognizer.ready
  }

  async recognize(ink: Ink, options?: RecognizeOptions): Promise<Recognition> {
    this.#life.signal.throwIfAborted()
    return abortable(this.#shared.recognizer.recognize(ink, options), this.#life.signal)
  }

  dispose(): void {
    if (this.#life.signal.aborted) return
    this.#life.abort(new RecognizerDisposedError())
    this.#shared.users--
    if (this.#shared.users > 0) return
    all.delete(this.#manifest)
    this.#shared.recognizer.dispose()
  }
}
