// Stands in the bundle where the engine has its kernels as text (wrangler.jsonc): workerd would compile neither of them.
export const SIMD_WASM = ''
export const RELAXED_WASM = ''
