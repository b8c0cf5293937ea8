import type { Recognizer } from '../recognizer/recognizer.ts'
import { remoteRecognizer } from '../recognizer/remote.ts'
import type { InkPadMode } from './attributes.ts'
import { manifestUrl, modelId } from './model-url.ts'
import { shareLocal } from './share-local.ts'

export interface RecognizerChoice {
  readonly mode: InkPadMode
  readonly model: string
  readonly endpoint: string
  /** What addresses are relative to. */
  readonly base: string
}

const DEFAULT_ENDPOINT = '/classify'

/** The recognizer that the attributes of an element ask for. */
export function createRecognizer({ mode, model, endpoint, base }: RecognizerChoice): Recognizer {
  if (mode !== 'remote') return shareLocal(manifestUrl(model, base))
  const url = new URL(endpoint || DEFAULT_ENDPOINT, base)
  return remoteRecognizer({ url, model: modelId(model) })
}
