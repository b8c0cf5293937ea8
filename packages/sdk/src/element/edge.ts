/** What only an element with an endpoint needs, in a module of its own to be fetched then. */
import { fallbackRecognizer } from '../recognizer/fallback.ts'
import type { Recognizer } from '../recognizer/recognizer.ts'
import { type RemoteRecognizerOptions, remoteRecognizer } from '../recognizer/remote.ts'

export { remoteRecognizer }

/** The device, and the edge while that cannot answer. Each kind of failure is told once: the other may hide it. */
export function deviceOrEdge(
  device: Recognizer,
  edge: RemoteRecognizerOptions,
  tell: (error: unknown) => void,
): Recognizer {
  const told = new Set<unknown>()
  const recognizer = fallbackRecognizer([device, remoteRecognizer(edge)])
  recognizer.addEventListener('failure', ({ detail: { error } }) => {
    const { code } = error as { code?: unknown }
    if (!told.has(code)) tell(error)
    told.add(code)
  })
  return recognizer
}
