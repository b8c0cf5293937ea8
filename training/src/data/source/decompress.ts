import { gunzipSync } from 'node:zlib'
import { DataError } from '../errors.ts'
import { decodeLzw } from './lzw.ts'

/**
 * The contents of a file that is compressed with gzip, with Unix `compress`, or not at all, told
 * apart by its first two bytes.
 *
 * @throws {DataError} `DATA_FORMAT` when the compressed bytes are damaged or cut short
 */
export function decompress(bytes: Uint8Array, name: string): Uint8Array {
  const magic = (bytes[0] << 8) | bytes[1]
  if (magic === 0x1f9d) return decodeLzw(bytes, name)
  if (magic !== 0x1f8b) return bytes
  try {
    return gunzipSync(bytes)
  } catch (cause) {
    throw new DataError(
      'DATA_FORMAT',
      `${name}: expected whole gzip data, got ${bytes.length} bytes that do not unpack. Get the published file again; a local copy that is removed is downloaded anew.`,
      { cause },
    )
  }
}
