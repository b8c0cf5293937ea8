import { type FieldError, type Problem, type ProblemCode, problem } from '@edgeink/protocol'

/** Thrown anywhere in a request; {@link onError} turns it into the answer. Its message is seen by the client. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly errors: readonly FieldError[] | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    options: ErrorOptions & { errors?: readonly FieldError[] } = {},
  ) {
    super(detail, { cause: options.cause })
    this.code = code
    this.errors = options.errors
  }

  toProblem(): Problem {
    return problem(this.code, this.message, this.errors)
  }
}
