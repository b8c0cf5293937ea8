/** The kernel for relaxed SIMD. */

export * from './index'
export { probeFused, probeSplit } from './probe'
