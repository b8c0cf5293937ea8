import { describe, expect, test } from 'vitest'
import type { Recognition } from '../recognizer/recognizer.ts'
import {
  chosen,
  EMPTY_FIELD,
  type FieldState,
  failed,
  inked,
  isSettled,
  neighbour,
  predicted,
} from './field-state.ts'

const answer = (label: string, rejected = false): Recognition => ({
  candidates: [
    { label, probability: 0.9 },
    { label: '1', probability: 0.06 },
    { label: '4', probability: 0.04 },
  ],
  rejected,
  model: { id: 'digits', version: '1.0.0' },
  source: 'device',
  duration: 0.1,
})

const READ: FieldState = predicted(inked(EMPTY_FIELD, false), answer('7'), false)

describe('the value of a field', () => {
  test('is what the ink says, once the stroke is finished', () => {
    const drawing = predicted(inked(EMPTY_FIELD, true), answer('1'), true)
    expect(drawing).toMatchObject({ phase: 'drawing', value: '1' })
    expect(isSettled(drawing)).toBe(false)
    expect(READ).toMatchObject({ phase: 'recognized', value: '7' })
    expect(isSettled(READ)).toBe(true)
  })

  test('stays on show, unsettled, while changed ink waits for its answer', () => {
    const reading = inked(READ, false)
    expect(reading).toMatchObject({ phase: 'reading', value: '7' })
    expect(isSettled(reading)).toBe(false)
  })

  test('is empty when the answer cannot be believed, and the candidates are offered', () => {
    const unsure = predicted(inked(READ, false), answer('9', true), false)
    expect(unsure).toMatchObject({ phase: 'unsure', value: '' })
    expect(unsure.candidates.map(({ label }) => label)).toEqual(['9', '1', '4'])
  })

  test('is empty when there was no answer: that of older ink is none of this one', () => {
    expect(failed(inked(READ, false))).toEqual({ phase: 'failed', value: '', candidates: [] })
    expect(failed(inked(READ, true))).toEqual({ phase: 'drawing', value: '', candidates: [] })
  })

  test('is empty when a model lists no candidate', () => {
    const recognition = { ...answer('7'), candidates: [] }
    expect(predicted(EMPTY_FIELD, recognition, false).value).toBe('')
  })

  test('once chosen is not taken away by an answer that comes late, nor by a failure', () => {
    const picked = chosen(READ, '4')
    expect(picked).toMatchObject({ phase: 'chosen', value: '4' })
    expect(predicted(picked, answer('7'), false)).toMatchObject({ phase: 'chosen', value: '4' })
    expect(failed(picked)).toBe(picked)
  })

  test('once chosen gives way to ink that is drawn afterwards', () => {
    const redrawn = predicted(inked(chosen(READ, '4'), false), answer('8'), false)
    expect(redrawn).toMatchObject({ phase: 'recognized', value: '8' })
  })

  test('chosen as nothing empties the field', () => {
    expect(chosen(READ, '')).toBe(EMPTY_FIELD)
  })
})

describe('the neighbour of a candidate', () => {
  test('is the next or the one before, up to the ends', () => {
    expect(neighbour(READ, 1)).toBe('1')
    expect(neighbour(chosen(READ, '4'), 1)).toBe('4')
    expect(neighbour(chosen(READ, '4'), -1)).toBe('1')
    expect(neighbour(READ, -1)).toBe('7')
  })

  test('of a value that is none is the best, and there is none without candidates', () => {
    expect(neighbour(chosen(READ, '5'), 1)).toBe('7')
    expect(neighbour(EMPTY_FIELD, 1)).toBeUndefined()
  })
})
