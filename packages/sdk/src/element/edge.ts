/** What only an element with an endpoint needs, in a module of its own to be fetched then. */
export { fallbackRecognizer } from '../recognizer/fallback.ts'
export { remoteRecognizer } from '../recognizer/remote.ts'
