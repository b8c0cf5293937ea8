import { FIRST_ADDRESS } from './constants.ts'

/** Bytes of a cache line: nothing straddles two of them needlessly. */
const ALIGNMENT = 64

/** Hands out addresses of a memory that does not exist yet. */
export class Arena {
  #end: number

  constructor(start = FIRST_ADDRESS) {
    this.#end = start
  }

  /** Bytes up to the end of the last allocation. */
  get size(): number {
    return align(this.#end)
  }

  allocate(bytes: number): number {
    const address = align(this.#end)
    this.#end = address + bytes
    return address
  }
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT
}
