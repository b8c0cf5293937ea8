import type { NetworkShape } from './architecture.ts'
import { parameterCount } from './network.ts'

const LARGEST_HIDDEN = 1024
/** Share by which the count may miss. */
const TOLERANCE = 0.02

/**
 * The hidden size whose network has a count of parameters nearest to `target`.
 *
 * @throws {RangeError} when none comes within 2 %
 */
export function fitHidden(shape: Omit<NetworkShape, 'hidden'>, target: number): number {
  const count = (hidden: number) => parameterCount({ ...shape, hidden })
  let below = 1
  let above = LARGEST_HIDDEN
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (count(middle) <= target) below = middle
    else above = middle
  }
  const miss = (hidden: number) => Math.abs(count(hidden) - target)
  const best = miss(above) < miss(below) ? above : below
  if (miss(best) > TOLERANCE * target) {
    throw new RangeError(
      `no ${shape.architecture} has ${target} parameters within 2 %; the nearest has ${count(best)}`,
    )
  }
  return best
}
