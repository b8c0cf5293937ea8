import { expect, test } from 'vitest'
import { EMPTY_FIELD, type PadState } from './field-state.ts'
import { DEFAULT_STRINGS } from './strings.ts'
import { type Constraints, judge } from './validity.ts'

const FREE: Constraints = { required: false, allowed: undefined, customMessage: '' }
const at = (phase: PadState, value = '') => ({ ...EMPTY_FIELD, phase, value })
const judged = (field = EMPTY_FIELD, constraints: Partial<Constraints> = {}) =>
  judge(field, { ...FREE, ...constraints }, (key) => DEFAULT_STRINGS[key])

test('an empty field is valid unless it is required', () => {
  expect(judged()).toEqual({ flags: {}, message: '' })
  expect(judged(EMPTY_FIELD, { required: true })).toEqual({
    flags: { valueMissing: true },
    message: DEFAULT_STRINGS.required,
  })
})

test.each(['drawing', 'reading', 'unsure', 'failed'] as const)(
  'ink without a value to believe (%s) is bad input, required or not',
  (phase) => {
    expect(judged(at(phase)).flags).toEqual({ badInput: true })
    expect(judged(at(phase), { required: true }).message).not.toBe('')
  },
)

test.each(['recognized', 'chosen'] as const)('a value (%s) satisfies', (phase) => {
  expect(judged(at(phase, '7'), { required: true, allowed: ['7'] }).flags).toEqual({})
})

test('a value that is not allowed does not match', () => {
  expect(judged(at('chosen', 'x'), { allowed: ['0', '1'] }).flags).toEqual({
    patternMismatch: true,
  })
})

test('what the page says goes before everything else', () => {
  expect(judged(at('unsure'), { customMessage: 'Taken.' })).toEqual({
    flags: { customError: true },
    message: 'Taken.',
  })
})
