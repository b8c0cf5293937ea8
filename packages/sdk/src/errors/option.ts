import { EdgeinkError } from './edgeink-error.ts'

/** An option outside its range. */
export class OptionError extends EdgeinkError {
  override readonly name = 'OptionError'
  readonly code = 'OPTION'
}
