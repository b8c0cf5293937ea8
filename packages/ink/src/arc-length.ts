/** A polyline measured along its way. Its unit must be such that the length neither overflows nor underflows. */
export interface ArcLength {
  /** For each point, the length of the way from the first point to it. */
  readonly at: Float64Array
  readonly total: number
}

export function measureArc(x: Float64Array, y: Float64Array): ArcLength {
  const at = new Float64Array(x.length)
  let total = 0
  for (let i = 1; i < x.length; i++) {
    const dx = x[i] - x[i - 1]
    const dy = y[i] - y[i - 1]
    total += Math.sqrt(dx * dx + dy * dy)
    at[i] = total
  }
  return { at, total }
}

/**
 * Divides a polyline into `count - 1` pieces of equal length. Each answer is a fractional index:
 * 3.25 lies a quarter of the way from point 3 to point 4. All are 0 where the length is 0.
 */
export function equalArcPositions(arc: ArcLength, count: number): Float64Array {
  const { at, total } = arc
  const positions = new Float64Array(count)
  if (total === 0) return positions
  let i = 0
  for (let k = 1; k < count - 1; k++) {
    const target = (total * k) / (count - 1)
    // at[i] < target <= at[i + 1] afterwards, so the division below is never by 0.
    while (at[i + 1] < target) i++
    positions[k] = i + (target - at[i]) / (at[i + 1] - at[i])
  }
  // Not by division, so that rounding cannot miss the end.
  positions[count - 1] = at.length - 1
  return positions
}

/** The value of a sequence at a fractional index, linear between neighbours. */
export function valueAt(values: ArrayLike<number>, position: number): number {
  const i = Math.floor(position)
  const fraction = position - i
  return fraction === 0 ? values[i] : values[i] + fraction * (values[i + 1] - values[i])
}
