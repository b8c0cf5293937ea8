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
    const address = this.#take(bytes)
    // What needs no zeros is left alone: the system maps a page when it is first written, at the cost of 4 KB of zeros.
    if (address < this.#lentEnd) new Uint8Array(this.#memory.buffer, address, bytes).fill(0)
    return address
  }

  /** Address of a record: its values, in the order of the fields, are whole numbers of 32 bits. */
  record(fields: Record<string, number>): number {
    const values = Object.values(fields)
    const address = this.allocate(values.length * 4)
    new Uint32Array(this.#memory.buffer, address).set(values)
    return address
  }

  /** Addresses of copies that are there until the next allocation; 0 for what is left out. */
  lend(parts: readonly (Uint8Array | undefined)[]): number[] {
    const end = this.#end
    const addresses = parts.map((part) => {
      const address = part ? this.#take(part.length) : 0
      if (part) new Uint8Array(this.#memory.buffer).set(part, address)
      return address
    })
    this.#lentEnd = Math.max(this.#lentEnd, this.#end)
    this.#end = end
    return addresses
  }

  #take(bytes: number): number {
    const address = this.#end
    this.#end = align(address + bytes)
    const missing = this.#end - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE))
    return address
  }
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT
}
