/**
 * Where a caller stands among all of a model's, in 0..100: always the same place for the same caller, another for each
 * model. FNV-1a, and the last steps of MurmurHash3 to spread it: callers that differ in one letter stand far apart.
 */
export function shareOf(model: string, caller: string): number {
  let hash = 0x811c9dc5
  for (const character of `${model}\0${caller}`) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * 100
}
