import { DataError } from './errors.ts'

/** The contents of an IDX file of unsigned bytes: `data.length` is the product of `dims`. */
export interface IdxArray {
  readonly dims: readonly number[]
  readonly data: Uint8Array
}

const UNSIGNED_BYTE = 0x08

/**
 * Parses an uncompressed IDX file, the format MNIST is published in: two zero bytes, the type of
 * the elements, the number of dimensions, each dimension as a big-endian uint32, then the elements.
 * The answer is a view of `bytes`, not a copy.
 *
 * @param rank the number of dimensions the caller expects: 1 for labels, 3 for images
 * @param name what to call the file in an error
 * @throws {DataError} `DATA_FORMAT` when the header or the length is wrong
 */
export function parseIdx(bytes: Uint8Array, rank: number, name = 'IDX file'): IdxArray {
  const headerLength = 4 + 4 * rank
  if (bytes.length < headerLength) {
    throw wrong(name, `a header of ${headerLength} bytes`, `${bytes.length} bytes in all`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const expectedMagic = (UNSIGNED_BYTE << 8) | rank
  const magic = view.getUint32(0)
  if (magic !== expectedMagic)
    throw wrong(name, `the magic number ${hex(expectedMagic)}`, hex(magic))

  const dims = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis))
  const length = dims.reduce((product, dim) => product * dim, 1)
  const found = bytes.length - headerLength
  if (found !== length) {
    throw wrong(name, `${dims.join(' × ')} = ${length} elements`, `${found} bytes after the header`)
  }
  return { dims, data: bytes.subarray(headerLength) }
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}

function wrong(name: string, expected: string, got: string): DataError {
  return new DataError(
    'DATA_FORMAT',
    `${name}: expected ${expected}, got ${got}. Is it the right file, whole and uncompressed?`,
  )
}
