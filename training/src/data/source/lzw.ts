import { DataError } from '../errors.ts'

const MAX_BITS = 0x1f
const BLOCK_MODE = 0x80
const FIRST_BITS = 9
const CLEAR = 256
const HEADER = 3

/**
 * Decodes the .Z format of Unix `compress`: LZW (T. Welch, "A Technique for High-Performance Data
 * Compression", Computer 17(6), 1984) with codes that grow from 9 bits. UCI publishes Pendigits so.
 *
 * @throws {DataError} `DATA_FORMAT` when the header or a code is invalid
 */
export function decodeLzw(bytes: Uint8Array, name = '.Z file'): Uint8Array {
  if (bytes.length < HEADER || bytes[0] !== 0x1f || bytes[1] !== 0x9d) {
    throw corrupt(name, 'the magic number 1f9d')
  }
  const maxBits = bytes[2] & MAX_BITS
  // With codes that never grow, `compress` itself writes what no tool can read.
  if (maxBits <= FIRST_BITS || maxBits > 16) throw corrupt(name, 'codes of up to 10 to 16 bits')
  return new LzwDecoder(bytes, maxBits, (bytes[2] & BLOCK_MODE) !== 0, name).decode()
}

class LzwDecoder {
  readonly #bytes: Uint8Array
  readonly #maxBits: number
  readonly #firstFree: number
  readonly #name: string
  /** Each code is the string of its prefix, then one byte; the first 256 are the bytes themselves. */
  readonly #prefix: Uint16Array
  readonly #suffix: Uint8Array
  readonly #stack: Uint8Array
  #free: number
  #bits = FIRST_BITS
  #position = HEADER * 8
  /** Codes come in groups of eight of one width; a group that is cut short is padded. */
  #groupStart = HEADER * 8
  #out = new Uint8Array(1 << 16)
  #length = 0

  constructor(bytes: Uint8Array, maxBits: number, blockMode: boolean, name: string) {
    this.#bytes = bytes
    this.#maxBits = maxBits
    this.#firstFree = blockMode ? CLEAR + 1 : CLEAR
    this.#free = this.#firstFree
    this.#name = name
    const codes = 1 << maxBits
    this.#prefix = new Uint16Array(codes)
    this.#suffix = new Uint8Array(codes).map((_, code) => code & 0xff)
    this.#stack = new Uint8Array(codes + 1)
  }

  decode(): Uint8Array {
    let previous = -1
    let firstByte = 0
    for (let code = this.#read(); code !== -1; code = this.#read()) {
      if (code === CLEAR && this.#firstFree > CLEAR) {
        this.#clear()
        previous = -1
        continue
      }
      if (code > this.#free || (previous === -1 && code >= CLEAR)) {
        throw corrupt(this.#name, `a code below ${this.#free}`)
      }
      // A code that is not yet known is the previous string and its own first byte.
      firstByte = this.#emit(code, code === this.#free ? previous : code, firstByte)
      if (previous !== -1) this.#add(previous, firstByte)
      previous = code
    }
    return this.#out.subarray(0, this.#length)
  }

  /** Appends the string of a code and answers its first byte. */
  #emit(code: number, known: number, lastFirstByte: number): number {
    let depth = 0
    if (code !== known) this.#stack[depth++] = lastFirstByte
    let at = known
    for (; at >= CLEAR; at = this.#prefix[at]) this.#stack[depth++] = this.#suffix[at]
    this.#stack[depth++] = at
    this.#reserve(depth)
    while (depth > 0) this.#out[this.#length++] = this.#stack[--depth]
    return at
  }

  #add(prefix: number, suffix: number): void {
    if (this.#free >= 1 << this.#maxBits) return
    this.#prefix[this.#free] = prefix
    this.#suffix[this.#free] = suffix
    this.#free++
    if (this.#free >= 1 << this.#bits && this.#bits < this.#maxBits) this.#setBits(this.#bits + 1)
  }

  #clear(): void {
    this.#free = this.#firstFree
    this.#setBits(FIRST_BITS)
  }

  #setBits(bits: number): void {
    const group = this.#bits * 8
    this.#position =
      this.#groupStart + Math.ceil((this.#position - this.#groupStart) / group) * group
    this.#groupStart = this.#position
    this.#bits = bits
  }

  #read(): number {
    if (this.#position + this.#bits > this.#bytes.length * 8) return -1
    const at = this.#position >>> 3
    const window = this.#bytes[at] | (this.#bytes[at + 1] << 8) | (this.#bytes[at + 2] << 16)
    const code = (window >>> (this.#position & 7)) & ((1 << this.#bits) - 1)
    this.#position += this.#bits
    return code
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#out.length) return
    const grown = new Uint8Array(2 * this.#out.length + count)
    grown.set(this.#out)
    this.#out = grown
  }
}

function corrupt(name: string, expected: string): DataError {
  return new DataError(
    'DATA_FORMAT',
    `${name}: expected ${expected} of the .Z format, got something else. Get the published file again; a local copy that is removed is downloaded anew.`,
  )
}
