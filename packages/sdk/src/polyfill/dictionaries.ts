// The dictionaries that callers give, as WebIDL converts them: members are read in alphabetical order.
import type { HandwritingPoint } from './types.ts'
import { toDictionary, toDomString, toDouble, toStrings, toUnsignedLong } from './webidl.ts'

/** @throws {TypeError} when there are no `languages` */
export function toLanguages(constraint: unknown): string[] {
  const { languages } = toDictionary(constraint)
  if (languages === undefined) throw new TypeError('languages: expected a list of tags, got none')
  return toStrings(languages, 'languages')
}

export interface Hints {
  readonly alternatives: number
  readonly recognitionType: string
}

/** `inputType` and `textContext` are converted, since that may throw, and then left out: nothing here depends on them. */
export function toHints(value: unknown): Hints {
  const members = toDictionary(value)
  const { alternatives } = members
  const converted = alternatives === undefined ? 3 : toUnsignedLong(alternatives)
  const { inputType } = members
  if (inputType !== undefined) toDomString(inputType)
  const { recognitionType } = members
  const type = recognitionType === undefined ? 'text' : toDomString(recognitionType)
  const { textContext } = members
  if (textContext !== undefined) toDomString(textContext)
  return { alternatives: converted, recognitionType: type }
}

/** A copy. A missing `t` stays missing. @throws {TypeError} when `x` or `y` is missing, or anything is no finite number */
export function toPoint(value: unknown): HandwritingPoint {
  const members = toDictionary(value)
  const t = optionalDouble(members.t, 't')
  const x = toDouble(members.x, 'x')
  const y = toDouble(members.y, 'y')
  return t === undefined ? { x, y } : { x, y, t }
}

function optionalDouble(value: unknown, name: string): number | undefined {
  return value === undefined ? undefined : toDouble(value, name)
}
