/** Beyond this, tanh is 1 in float32. */
const CLAMP = 7.905311107635498

/**
 * tanh to 3e-7 by the rational approximation of degree 13 over 6 that Eigen uses (`ptanh_float`, MPL-2.0):
 * several times faster than `Math.tanh`, which would take more time than the matrices.
 */
export function tanh(value: number): number {
  const x = Math.max(-CLAMP, Math.min(CLAMP, value))
  const x2 = x * x
  let p = -2.76076847742355e-16 * x2 + 2.00018790482477e-13
  p = p * x2 - 8.60467152213735e-11
  p = p * x2 + 5.12229709037114e-8
  p = p * x2 + 1.48572235717979e-5
  p = p * x2 + 6.37261928875436e-4
  p = p * x2 + 4.89352455891786e-3
  let q = 1.19825839466702e-6 * x2 + 1.18534705686654e-4
  q = q * x2 + 2.268434632439e-3
  q = q * x2 + 4.89352518554385e-3
  return (x * p) / q
}

/** `σ(x) = (1 + tanh(x / 2)) / 2` */
export function sigmoid(x: number): number {
  return 0.5 + 0.5 * tanh(0.5 * x)
}
