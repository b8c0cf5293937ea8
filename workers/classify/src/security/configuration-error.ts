/** A setting of the environment that the service cannot use. It never repeats the setting's value, which may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code = 'CONFIGURATION'

  /** `variable` as the operator set it, and what was expected there. */
  constructor(variable: string, expected: string, options?: ErrorOptions) {
    super(`${variable}: expected ${expected}; correct it and deploy again`, options)
  }
}
