import type { SharedArrays } from './unit.ts'

/** Zeroed shared memory for a network of `size` parameters and as many gradients as there are units. */
export function createSharedArrays(size: number, units: number): SharedArrays {
  return {
    weights: sharedFloats(size),
    average: sharedFloats(size),
    gradients: Array.from({ length: units }, () => sharedFloats(size)),
  }
}

function sharedFloats(size: number): Float32Array<SharedArrayBuffer> {
  return new Float32Array(new SharedArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT))
}
