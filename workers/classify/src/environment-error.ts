/** Thrown for a variable that cannot be meant: the worker refuses to run on a guess. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
  readonly code = 'ENVIRONMENT'
}
