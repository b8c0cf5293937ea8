import { describe, expect, it } from 'vitest'
import { problem } from './problem.ts'

describe('a problem document', () => {
  it('carries a stable type and the status of its code', () => {
    expect(problem('unknown-model', 'no model is called "x"')).toEqual({
      type: '/problems/unknown-model',
      title: 'There is no such model',
      status: 422,
      detail: 'no model is called "x"',
      code: 'unknown-model',
    })
  })

  it('lists what is wrong when it knows', () => {
    const errors = [{ path: '/inks', message: 'too many', limit: 64 }]
    expect(problem('invalid-request', 'see errors', errors).errors).toEqual(errors)
  })
})
