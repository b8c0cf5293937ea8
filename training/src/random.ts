/**
 * A seeded source of random numbers. The same seed gives the same numbers on every machine; two
 * forks with different labels are independent, so that one consumer's draws do not shift another's.
 */
export interface Random {
  /** A whole number in 0..2³²−1. */
  next(): number
  /** A number in `low`..`high`, `high` excluded. Default: 0..1. */
  uniform(low?: number, high?: number): number
  /** A number from the normal distribution. Default: mean 0, deviation 1. */
  normal(mean?: number, deviation?: number): number
  /** A whole number in 0..n−1. `n` is a whole number from 1 to 2³². */
  int(n: number): number
  /** Shuffles the array in place (Fisher–Yates) and answers it. */
  shuffle<T>(array: T[]): T[]
  /** A new source that depends on this one's seed and the label, not on what was drawn so far. */
  fork(label: string | number): Random
}

/** Creates a source from a seed. Numbers and text with the same decimal form are the same seed. */
export function createRandom(seed: number | string): Random {
  return new Sfc32(String(seed))
}

/** Draws that spread the seed over the whole state before the first answer. */
const WARM_UP = 12

/** sfc32, "small fast counting" (C. Doty-Humphrey, PractRand): 128 bits of state, period ≥ 2³². */
class Sfc32 implements Random {
  readonly #seed: string
  #a: number
  #b: number
  #c: number
  #counter = 1
  #spareNormal: number | undefined

  constructor(seed: string) {
    this.#seed = seed
    this.#a = hash32(seed, 0x9e3779b9)
    this.#b = hash32(seed, 0x243f6a88)
    this.#c = hash32(seed, 0xb7e15162)
    for (let draw = 0; draw < WARM_UP; draw++) this.next()
  }

  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.next() / 2 ** 32)
  }

  normal(mean = 0, deviation = 1): number {
    return mean + deviation * this.#standardNormal()
  }

  int(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  shuffle<T>(array: T[]): T[] {
    for (let last = array.length - 1; last > 0; last--) {
      const other = this.int(last + 1)
      const held = array[last]
      array[last] = array[other]
      array[other] = held
    }
    return array
  }

  fork(label: string | number): Random {
    return new Sfc32(`${this.#seed}/${label}`)
  }

  /** The polar method of Marsaglia and Bray; it yields two numbers, and one is kept for the next call. */
  #standardNormal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal
      this.#spareNormal = undefined
      return spare
    }
    let x = 0
    let y = 0
    let square = 0
    do {
      x = this.uniform(-1, 1)
      y = this.uniform(-1, 1)
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * Math.log(square)) / square)
    this.#spareNormal = y * factor
    return x * factor
  }
}

/** FNV-1a over the UTF-16 code units, then MurmurHash3's finalizer. */
function hash32(text: string, basis: number): number {
  let hash = basis | 0
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
