import { describe, expect, it } from 'vitest'
import { isAllowedOrigin, parseAllowedOrigins } from './origins.ts'

describe('the setting ALLOWED_ORIGINS', () => {
  it('allows every page when it is not set, or a star', () => {
    for (const text of [undefined, '', '*']) expect(parseAllowedOrigins(text)).toBe('*')
    expect(isAllowedOrigin('*', 'https://anywhere.example')).toBe(true)
  })

  it('is a list of origins, and allows those exactly', () => {
    const allowed = parseAllowedOrigins('https://a.example, http://localhost:8787')
    expect(allowed).toEqual(['https://a.example', 'http://localhost:8787'])
    expect(isAllowedOrigin(allowed, 'https://a.example')).toBe(true)
    for (const other of ['http://a.example', 'https://a.example.evil', 'https://b.a.example', '']) {
      expect(isAllowedOrigin(allowed, other)).toBe(false)
    }
  })

  it.each([
    'https://a.example/',
    'https://a.example/path',
    'a.example',
    'https://*.example',
    'https://A.example',
    'null',
    '*, https://a.example',
    'https://a.example,',
  ])('refuses %s, which would match nothing or too much', (text) => {
    expect(() => parseAllowedOrigins(text)).toThrow(/^ALLOWED_ORIGINS: expected .*, got "/)
  })
})
