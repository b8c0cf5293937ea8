/** The kernel's exports. Both builds, baseline and relaxed SIMD, come from these files. */

export { advance, runDirection } from './direction'
export { runHead } from './head'
export { packRow } from './pack'
export { quantizeSequence } from './quantize'
