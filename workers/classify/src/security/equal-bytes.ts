/**
 * Whether two byte strings are the same, in a time that tells nothing of where they differ: every byte of the longer
 * one is looked at, whatever the ones before were.
 */
export function equalBytes(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let difference = a.length ^ b.length
  const length = Math.max(a.length, b.length)
  // A byte past an end is undefined, which counts as 0 here; the lengths have told of it already.
  for (let i = 0; i < length; i++) difference |= a[i] ^ b[i]
  return difference === 0
}
