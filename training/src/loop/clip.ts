/** The Euclidean norm of the whole gradient, summed in double precision. */
export function globalNorm(gradient: Float32Array): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += gradient[i] * gradient[i]
  return Math.sqrt(sum)
}

/**
 * Scales the gradient in place so that its norm is at most `limit` (Pascanu et al. 2013).
 *
 * @returns the norm before clipping
 */
export function clipByGlobalNorm(gradient: Float32Array, limit: number): number {
  const norm = globalNorm(gradient)
  if (norm > limit) {
    const scale = limit / norm
    for (let i = 0; i < gradient.length; i++) gradient[i] *= scale
  }
  return norm
}
