import { UnsupportedModelError } from '../errors.ts'
import { LIMITS } from '../graph/limits.ts'
import type { RecurrentClassifier } from '../graph/recurrent.ts'
import { decodeModelProto } from './proto/decode.ts'
import type { ModelProto } from './proto/types.ts'
import { type Operators, OWN_OPERATORS } from './read/own-operators.ts'
import { graphOf, readNetwork } from './read/read-network.ts'
import { knows } from './read/walk-graph.ts'

/**
 * `decodeRecurrentClassifier` for loading in a page: what only files of other exporters need is fetched when such a
 * file comes.
 *
 * @throws as `decodeRecurrentClassifier` does
 */
export async function loadNetwork(bytes: Uint8Array): Promise<RecurrentClassifier> {
  const model = decodeSmallModel(bytes)
  return readNetwork(model, await operatorsFor(model))
}

async function operatorsFor(model: ModelProto): Promise<Operators> {
  if (graphOf(model).node.every((node) => knows(OWN_OPERATORS, node))) return OWN_OPERATORS
  return (await import('./read/foreign-operators.ts')).ALL_OPERATORS
}

/** Decodes a file of at most the largest size that a network of the family can have. */
export function decodeSmallModel(bytes: Uint8Array): ModelProto {
  if (bytes.length <= LIMITS.fileBytes) return decodeModelProto(bytes)
  throw new UnsupportedModelError(
    `the file has ${bytes.length} bytes, expected at most ${LIMITS.fileBytes}`,
  )
}
