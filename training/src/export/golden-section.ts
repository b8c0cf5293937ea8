const GOLDEN = (Math.sqrt(5) - 1) / 2
const TOLERANCE = 1e-5

/** Where a function of one valley is least between `low` and `high`: the golden-section search (Kiefer 1953). */
export function leastPoint(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number = TOLERANCE,
): number {
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let atLeft = f(left)
  let atRight = f(right)
  while (high - low > tolerance) {
    if (atLeft < atRight) {
      high = right
      right = left
      atRight = atLeft
      left = high - GOLDEN * (high - low)
      atLeft = f(left)
    } else {
      low = left
      left = right
      atLeft = atRight
      right = low + GOLDEN * (high - low)
      atRight = f(right)
    }
  }
  return (low + high) / 2
}
