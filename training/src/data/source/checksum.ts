import { createHash } from 'node:crypto'
import { DataError } from '../errors.ts'

/** Lower-case hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** @throws {DataError} `DATA_CHECKSUM` when the digests differ; `of` says what was digested. */
export function assertChecksum(name: string, expected: string, got: string, of = 'contents'): void {
  if (got === expected) return
  throw new DataError(
    'DATA_CHECKSUM',
    `${name}: expected ${of} with SHA-256 ${expected}, got ${got}. Get the published file again; a local copy that is removed is downloaded anew.`,
  )
}
