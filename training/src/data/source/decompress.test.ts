import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decompress } from './decompress.ts'

/** Made by ncompress 4.2.4.6 from the text of `phases`: `compress -b 10 -c phases > phases.Z`. */
const PHASES_Z = readFileSync(resolve(import.meta.dirname, 'fixtures/phases.Z'))

/** Fills the table, then compresses so much worse that `compress` clears it and begins anew. */
function phases(): string {
  let text = 'a'.repeat(9000)
  for (let i = 0; i < 1000; i++) text += String.fromCharCode(33 + ((i * i * 7 + i * 13) % 90))
  for (let i = 0; i < 900; i++) text += 'a'.repeat(16) + String.fromCharCode(98 + (i % 20))
  return text
}

describe('decompress', () => {
  test('a .Z file that the compress tool wrote comes back whole', () => {
    const contents = decompress(PHASES_Z, 'phases.Z')
    expect(new TextDecoder().decode(contents)).toBe(phases())
  })

  test('an empty .Z file is empty', () => {
    expect(decompress(Uint8Array.of(0x1f, 0x9d, 0x90), 'empty.Z')).toHaveLength(0)
  })

  test('gzip is unpacked, and other bytes are left as they are', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4)
    expect([...decompress(gzipSync(bytes), 'x.gz')]).toEqual([...bytes])
    expect(decompress(bytes, 'x')).toBe(bytes)
    expect(decompress(new Uint8Array(0), 'x')).toHaveLength(0)
  })

  test.each([
    ['gzip that is cut short', gzipSync('some ink').subarray(0, 20)],
    ['a .Z file of 9-bit codes', Uint8Array.of(0x1f, 0x9d, 0x89, 1, 2, 3)],
    ['a .Z file of 17-bit codes', Uint8Array.of(0x1f, 0x9d, 0x91, 1, 2, 3)],
    [
      'a .Z file that begins with a code it has not defined',
      Uint8Array.of(0x1f, 0x9d, 0x90, 255, 255),
    ],
    ['a .Z file without a header', Uint8Array.of(0x1f, 0x9d)],
  ])('%s is a DATA_FORMAT error', (_, bytes) => {
    expect(() => decompress(bytes, 'x')).toThrow(
      expect.objectContaining({ code: 'DATA_FORMAT', message: expect.stringMatching(/^x: /) }),
    )
  })

  test('.Z bytes of any kind decode or raise a DataError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decompress(Uint8Array.of(0x1f, 0x9d, 0x90, ...bytes), 'x')
        } catch (error) {
          expect(error).toMatchObject({ name: 'DataError', code: 'DATA_FORMAT' })
        }
      }),
    )
  })
})
