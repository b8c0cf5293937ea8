/** The kernel for relaxed SIMD. */

export * from './index'
export { probe } from './probe'
