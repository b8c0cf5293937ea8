/** What the field knows of its value: a small machine without a DOM. Every function gives the next state. */
import type { Candidate, Recognition } from '../recognizer/recognizer.ts'

/**
 * - `empty`: no ink and no value;
 * - `drawing`: the pen is down;
 * - `reading`: the ink changed and has no answer yet, because the model still loads or the edge is far;
 * - `recognized`: the value is what the ink says;
 * - `unsure`: the best candidate is too improbable to be believed, so there is no value;
 * - `chosen`: the value was typed, picked among the candidates, or set by a script;
 * - `failed`: nobody could read the ink, which is kept and tried again.
 */
export type PadState =
  | 'empty'
  | 'drawing'
  | 'reading'
  | 'recognized'
  | 'unsure'
  | 'chosen'
  | 'failed'

export interface FieldState {
  readonly phase: PadState
  readonly value: string
  /** By falling probability; they belong to the ink, whatever the value is. */
  readonly candidates: readonly Candidate[]
}

export const EMPTY_FIELD: FieldState = { phase: 'empty', value: '', candidates: [] }

/** The ink changed. What was read before stays on show until there is an answer. */
export function inked(field: FieldState, isDrawing: boolean): FieldState {
  return { ...field, phase: isDrawing ? 'drawing' : 'reading' }
}

/** An answer to the ink came. A value that a person chose since is not taken from them. */
export function predicted(
  field: FieldState,
  { candidates, rejected }: Recognition,
  isDrawing: boolean,
): FieldState {
  if (field.phase === 'chosen') return { ...field, candidates }
  const answered = rejected ? 'unsure' : 'recognized'
  const value = rejected ? '' : (candidates[0]?.label ?? '')
  return { phase: isDrawing ? 'drawing' : answered, value, candidates }
}

/** No answer came. What an older ink said is no value of this one. A stroke under way has its answer still to come. */
export function failed(field: FieldState): FieldState {
  if (field.phase === 'chosen') return field
  const phase = field.phase === 'drawing' ? 'drawing' : 'failed'
  return { phase, value: '', candidates: [] }
}

/** A person or a script decided. */
export function chosen(field: FieldState, value: string): FieldState {
  return value === '' ? EMPTY_FIELD : { ...field, phase: 'chosen', value }
}

/** The label `step` places down the list of candidates; undefined where there are none. The ends do not wrap. */
export function neighbour({ candidates, value }: FieldState, step: 1 | -1): string | undefined {
  const at = candidates.findIndex(({ label }) => label === value)
  if (at < 0) return candidates[0]?.label
  return candidates[Math.min(candidates.length - 1, Math.max(0, at + step))].label
}

/** False while the answer is still open, so that `change` would be told too early. */
export function isSettled({ phase }: FieldState): boolean {
  return phase !== 'drawing' && phase !== 'reading'
}
