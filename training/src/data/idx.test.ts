import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseIdx } from './idx.ts'

function idx(dims: number[], elements: number[], magic = 0x800 | dims.length): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dims.length + elements.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  dims.forEach((dim, axis) => {
    view.setUint32(4 + 4 * axis, dim)
  })
  bytes.set(elements, 4 + 4 * dims.length)
  return bytes
}

describe('parseIdx', () => {
  test('dimensions and elements come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
        (dims) => {
          const length = dims.reduce((product, dim) => product * dim, 1)
          const elements = Array.from({ length }, (_, i) => (i * 37) % 256)
          const parsed = parseIdx(idx(dims, elements), dims.length)
          expect(parsed.dims).toEqual(dims)
          expect([...parsed.data]).toEqual(elements)
        },
      ),
    )
  })

  test('a file that lies inside a larger buffer is read at its own offset', () => {
    const padded = new Uint8Array([9, 9, 9, ...idx([2], [7, 8])]).subarray(3)
    expect([...parseIdx(padded, 1).data]).toEqual([7, 8])
  })

  test.each([
    ['another magic number', idx([2], [1, 2], 0xd01), /0x00000801, got 0x00000d01/],
    ['another number of dimensions', idx([1, 2], [1, 2]), /0x00000801, got 0x00000802/],
    ['too few elements', idx([3], [1, 2]), /3 = 3 elements, got 2/],
    ['too many elements', idx([1], [1, 2]), /1 = 1 elements, got 2/],
    ['less than a header', new Uint8Array(5), /header of 8 bytes, got 5/],
    ['nothing', new Uint8Array(0), /header of 8 bytes, got 0/],
  ])('%s is a DATA_FORMAT error that says what was expected', (_, bytes, message) => {
    expect(() => parseIdx(bytes, 1, 'labels')).toThrow(
      expect.objectContaining({ code: 'DATA_FORMAT', message: expect.stringMatching(message) }),
    )
  })

  test('bytes of any kind parse or raise a DataError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          parseIdx(bytes, 1)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DataError', code: 'DATA_FORMAT' })
        }
      }),
    )
  })
})
