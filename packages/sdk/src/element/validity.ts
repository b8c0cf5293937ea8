import type { FieldState, PadState } from './field-state.ts'
import type { StringKey, Text } from './strings.ts'

export interface Constraints {
  readonly required: boolean
  /** The only values; undefined for any. */
  readonly allowed: readonly string[] | undefined
  /** Set by `setCustomValidity`; empty for none. */
  readonly customMessage: string
}

export interface Verdict {
  readonly flags: ValidityStateFlags
  /** Empty when the field is valid. */
  readonly message: string
}

/**
 * Whether a form may be sent with this field. Ink without a believable value is `badInput`, as letters are in a number
 * field: the form must not go out with an older value, or none, while the pad shows ink.
 */
export function judge(field: FieldState, constraints: Constraints, text: Text): Verdict {
  const { required, allowed, customMessage } = constraints
  if (customMessage) return { flags: { customError: true }, message: customMessage }
  const trouble = describeTrouble(field, text)
  if (trouble) return { flags: { badInput: true }, message: trouble }
  if (required && field.value === '') {
    return { flags: { valueMissing: true }, message: text('required') }
  }
  if (field.value !== '' && allowed && !allowed.includes(field.value)) {
    const message = text('notAllowed', { allowed: allowed.join(' ') })
    return { flags: { patternMismatch: true }, message }
  }
  return { flags: {}, message: '' }
}

/** The string that says why ink has no value yet; none where it has one, or there is no ink. */
const TROUBLE: Readonly<Partial<Record<PadState, StringKey>>> = {
  drawing: 'reading',
  reading: 'reading',
  unsure: 'unsure',
  failed: 'failed',
}

function describeTrouble({ phase, candidates }: FieldState, text: Text): string {
  const key = TROUBLE[phase]
  return key ? text(key, { labels: candidates.map(({ label }) => label).join(', ') }) : ''
}
