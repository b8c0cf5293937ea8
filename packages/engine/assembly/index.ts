/** The kernel's exports. Both builds, baseline and relaxed SIMD, come from these files. */

export { advance, runDirection } from './direction'
export { runHead } from './head'
export { quantizeSequence } from './quantize'
