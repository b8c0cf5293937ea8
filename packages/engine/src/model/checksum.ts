import { ModelChecksumError } from '../errors.ts'
import type { ModelView } from '../manifest.ts'

/**
 * Checks that a file is the one of the manifest: its length, and its SHA-256 where the platform has
 * `crypto.subtle` (a page that is not served over HTTPS has none).
 *
 * @throws {ModelChecksumError}
 */
export async function checkFile(view: ModelView, bytes: Uint8Array): Promise<void> {
  if (bytes.length !== view.bytes) {
    throw new ModelChecksumError(
      `${view.file}: expected ${view.bytes} bytes, got ${bytes.length}; fetch it again`,
    )
  }
  if (!globalThis.crypto?.subtle) return
  const sha256 = await digest(bytes)
  if (sha256 !== view.sha256) {
    throw new ModelChecksumError(
      `${view.file}: expected SHA-256 ${view.sha256}, got ${sha256}; fetch it again`,
    )
  }
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
