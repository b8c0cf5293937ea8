import { expect, it } from 'vitest'
import { LIMITS } from '../limits.ts'
import { feedbackRequestSchema } from './feedback.ts'
import { parseWith } from './parse.ts'

const good = {
  strokes: [
    [
      [0, 0],
      [9, 9, 16],
    ],
  ],
  predicted: '1',
  label: '7',
  model: { id: 'digits', version: '0.1.0' },
  consent: true,
}

it('a correction is an ink, what was read, what was written, by which model, and a consent', () => {
  expect(parseWith(feedbackRequestSchema, good)).toEqual({ ok: true, value: good })
  const signed = { ...good, writer: 'b7c1' }
  expect(parseWith(feedbackRequestSchema, signed)).toEqual({ ok: true, value: signed })
})

it.each([
  ['/consent', { consent: false }],
  ['/consent', { consent: 'true' }],
  ['/consent', { consent: undefined }],
  ['/label', { label: '' }],
  ['/label', { label: 7 }],
  ['/predicted', { predicted: 'x'.repeat(LIMITS.name + 1) }],
  ['/model/version', { model: { id: 'digits' } }],
  ['/model/path', { model: { ...good.model, path: '/etc' } }],
  ['/writer', { writer: {} }],
  ['/strokes/0/0', { strokes: [[[1]]] }],
  ['/email', { email: 'a@b.example' }],
])('a fault of it is named by its place: %s', (path, change) => {
  const errors = [expect.objectContaining({ path })]
  expect(parseWith(feedbackRequestSchema, { ...good, ...change })).toMatchObject({
    ok: false,
    errors,
  })
})
