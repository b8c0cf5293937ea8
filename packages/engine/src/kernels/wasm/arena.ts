/** Bytes of a cache line: nothing straddles two of them needlessly. */
const ALIGNMENT = 64

/** Addresses below belong to the kernel's own constants. */
const FIRST_ADDRESS = 4096

const PAGE = 64 * 1024

/** Hands out a memory from its beginning, which grows as it is needed. */
export class Arena {
  readonly #memory: WebAssembly.Memory
  #end = FIRST_ADDRESS
  /** Beyond this address nothing was ever lent, and memory is as it came: zeros. */
  #lentEnd = FIRST_ADDRESS

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
  }

  /** Address of a run of zeros. */
  allocate(bytes: number): number {
    const address = this.#end
    this.#reserve(bytes)
    // What needs no zeros is left alone: the system maps a page when it is first written, at the cost of 4 KB of zeros.
    const lent = Math.min(bytes, this.#lentEnd - address)
    if (lent > 0) new Uint8Array(this.#memory.buffer, address, lent).fill(0)
    this.#end = align(address + bytes)
    return address
  }

  /** Address of a record: its values, in the order of the fields, are whole numbers of 32 bits. */
  record(fields: Record<string, number>): number {
    const values = Object.values(fields)
    const address = this.allocate(values.length * 4)
    new Uint32Array(this.#memory.buffer, address, values.length).set(values)
    return address
  }

  /** Addresses of copies that are there until the next allocation; 0 for what is left out. */
  lend(parts: readonly (Uint8Array | undefined)[]): number[] {
    let at = this.#end
    this.#reserve(parts.reduce((sum, part) => sum + align(part?.length ?? 0), 0))
    const addresses = parts.map((part) => {
      if (!part) return 0
      const address = at
      new Uint8Array(this.#memory.buffer).set(part, address)
      at += align(part.length)
      return address
    })
    this.#lentEnd = Math.max(this.#lentEnd, at)
    return addresses
  }

  #reserve(bytes: number): void {
    const missing = this.#end + bytes - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
  }
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT
}
