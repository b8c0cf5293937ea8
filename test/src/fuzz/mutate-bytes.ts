import type { Random } from './random.ts'

type Mutation = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array

/** Damage that knows nothing of the format. */
const MUTATIONS: readonly Mutation[] = [
  flipBits,
  setBytes,
  truncate,
  removeSpan,
  insertNoise,
  spliceSpan,
  writeAbsurdLength,
]

/** Applies one to four mutations to a copy. */
export function mutateBytes(
  bytes: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array {
  let mutated: Uint8Array = bytes.slice()
  for (let count = 1 + random.int(4); count > 0 && mutated.length > 0; count--) {
    mutated = random.pick(MUTATIONS)(mutated, random, others)
  }
  return mutated
}

/** Most of a file is weights, where damage shows little: half of the places are in its first or last 2 KB. */
function place(bytes: Uint8Array, random: Random): number {
  const edge = Math.min(bytes.length, 2048)
  if (random.chance(0.5)) return random.int(bytes.length)
  return random.chance(0.5) ? random.int(edge) : bytes.length - 1 - random.int(edge)
}

function flipBits(bytes: Uint8Array, random: Random): Uint8Array {
  for (let count = 1 + random.int(8); count > 0; count--) {
    bytes[place(bytes, random)] ^= 1 << random.int(8)
  }
  return bytes
}

function setBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = place(bytes, random)
  return bytes.fill(random.pick([0, 1, 0x7f, 0x80, 0xff]), at, at + 1 + random.int(16))
}

function truncate(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, place(bytes, random))
}

function removeSpan(bytes: Uint8Array, random: Random): Uint8Array {
  const at = place(bytes, random)
  return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.int(64)))
}

function insertNoise(bytes: Uint8Array, random: Random): Uint8Array {
  const at = place(bytes, random)
  const noise = Uint8Array.from({ length: 1 + random.int(32) }, () => random.int(256))
  return join(bytes.subarray(0, at), noise, bytes.subarray(at))
}

/** A span of this file or another takes the place of one here. */
function spliceSpan(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  const source = random.pick(others)
  const from = place(source, random)
  const at = place(bytes, random)
  const span = source.subarray(from, from + 1 + random.int(512))
  const overwritten = random.chance(0.5) ? span.length : 0
  return join(bytes.subarray(0, at), span, bytes.subarray(at + overwritten))
}

const ABSURD_VARINTS: readonly (readonly number[])[] = [
  [0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
]

/** A length, count or dimension far beyond the file. */
function writeAbsurdLength(bytes: Uint8Array, random: Random): Uint8Array {
  const at = place(bytes, random)
  const varint = Uint8Array.from(random.pick(ABSURD_VARINTS))
  return join(bytes.subarray(0, at), varint, bytes.subarray(at + 1))
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
