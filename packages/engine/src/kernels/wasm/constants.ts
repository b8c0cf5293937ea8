/** Numbers shared with `assembly/constants.ts`; the two files must agree. */

/** Vectors of a block: 32 rows of a matrix. */
export const BLOCK_VECTORS = 8

/** Lanes of 32 bits in a vector: rows of a matrix, or hidden units of a quad. */
export const LANES = 4

/** Bytes of a vector. */
export const VECTOR = 16

/** Largest whole number an input is quantized to. */
export const INPUT_RANGE = 8160

/** int16 states of the baseline kernel: −1..1 becomes −4096..4096. */
export const HIDDEN_RANGE_I16 = 4096

/** States of 7 bits of the relaxed kernel: −1..1 becomes 1..127. */
export const HIDDEN_RANGE_I7 = 63
export const HIDDEN_OFFSET_I7 = 64

/** Addresses below belong to the kernel's own constants. */
export const FIRST_ADDRESS = 4096
