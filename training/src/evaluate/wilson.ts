/** Quantile of the normal distribution for a two-sided interval of 95 %. */
const Z = 1.959964

/**
 * The 95 % interval of a share of `correct` among `count` (E. B. Wilson 1927): unlike the normal approximation it
 * is sound near 1. Answers [0, 1] where nothing was counted.
 */
export function wilsonInterval(
  correct: number,
  count: number,
): readonly [low: number, high: number] {
  if (count === 0) return [0, 1]
  const share = correct / count
  const z2 = Z * Z
  const centre = share + z2 / (2 * count)
  const half = Z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count))
  const scale = 1 + z2 / count
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}
