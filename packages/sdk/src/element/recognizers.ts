import type { Recognizer } from '../recognizer/recognizer.ts'
import type { InkPadMode } from './attributes.ts'
import { LazyRecognizer } from './lazy-recognizer.ts'
import { manifestUrl, modelId } from './model-url.ts'
import { shareLocal } from './share-local.ts'

export interface RecognizerChoice {
  readonly mode: InkPadMode
  readonly model: string
  readonly endpoint: string
  /** What addresses are relative to. */
  readonly base: string
  /** Hears of troubles that keep nobody from reading: storage that is full, a model that does not come. */
  tell(error: unknown): void
}

const DEFAULT_ENDPOINT = '/classify'

/**
 * The recognizer that the attributes of an element ask for. `auto` without an endpoint is the device alone: ink goes
 * nowhere that the page has not named. The code that speaks to the edge is fetched only where there is one.
 */
export function createRecognizer({
  mode,
  model,
  endpoint,
  base,
  tell,
}: RecognizerChoice): Recognizer {
  const edge = () => {
    const url = new URL(endpoint || DEFAULT_ENDPOINT, base)
    return { url, model: modelId(model) }
  }
  if (mode === 'remote') {
    return new LazyRecognizer(async () => (await import('./edge.ts')).remoteRecognizer(edge()))
  }
  const local = shareLocal(manifestUrl(model, base), tell)
  if (mode === 'local' || !endpoint) return local
  return new LazyRecognizer(
    async () => (await import('./edge.ts')).deviceOrEdge(local, edge(), tell),
    local,
  )
}
