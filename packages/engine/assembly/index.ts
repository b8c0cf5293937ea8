/** The kernel's exports. Both builds, baseline and relaxed SIMD, come from these files. */

export { prepareDirection, runDirection } from './direction'
export { runHead } from './head'
export { packMatrix } from './pack'
