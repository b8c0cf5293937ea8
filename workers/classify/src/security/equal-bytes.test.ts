import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalBytes } from './equal-bytes.ts'

it('is true for the same bytes and for nothing else', () => {
  const bytes = fc.uint8Array({ maxLength: 40 })
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(equalBytes(a, b)).toBe(String(a) === String(b))
      expect(equalBytes(a, a.slice())).toBe(true)
    }),
    { seed: 16 },
  )
})

it('looks at every byte wherever the first difference is, so its time tells nothing', () => {
  const secret = new Uint8Array(32).fill(7)
  for (let at = 0; at < secret.length; at++) {
    const guess = secret.with(at, 8)
    let reads = 0
    const watched = new Proxy(guess, {
      get(target, key) {
        if (key !== 'length') reads++
        return Reflect.get(target, key)
      },
    })
    expect(equalBytes(secret, watched)).toBe(false)
    expect(reads).toBe(secret.length)
  }
})
