/** Base of the errors this package throws by name. `code` is stable; the message is for people. */
export abstract class EdgeinkError extends Error {
  abstract readonly code: string
}
