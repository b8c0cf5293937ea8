import { UnsupportedModelError } from '../errors.ts'
import { LIMITS } from '../graph/limits.ts'
import type { StoredClassifier } from '../graph/stored.ts'
import { decodeModelProto } from './proto/decode.ts'
import type { ModelProto } from './proto/types.ts'
import { OWN_OPERATORS } from './read/own-operators.ts'
import { readNetwork } from './read/read-network.ts'

/**
 * `decodeRecurrentClassifier` for loading in a page: weights stay views of the bytes, and what our models do
 * not need is fetched when a file comes that does.
 *
 * @throws as `decodeRecurrentClassifier` does
 */
export async function loadNetwork(bytes: Uint8Array): Promise<StoredClassifier> {
  const model = decodeSmallModel(bytes)
  try {
    return readNetwork(model, OWN_OPERATORS)
  } catch (error) {
    if (!(error instanceof UnsupportedModelError)) throw error
  }
  return readNetwork(model, (await import('./read/foreign-operators.ts')).ALL_OPERATORS)
}

/** Decodes a file of at most the largest size that a network of the family can have. */
export function decodeSmallModel(bytes: Uint8Array): ModelProto {
  if (bytes.length <= LIMITS.fileBytes) return decodeModelProto(bytes)
  throw new UnsupportedModelError(
    `the file has ${bytes.length} bytes, expected at most ${LIMITS.fileBytes}`,
  )
}
