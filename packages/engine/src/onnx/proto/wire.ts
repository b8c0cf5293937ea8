import { PbfReader } from 'pbf'
import { ModelFormatError } from '../../errors.ts'

/**
 * A bounded reader over `pbf`, which itself trusts its input: here every length is checked against the message
 * that holds it, every wire type against the field, and the number of fields against a budget, before anything is allocated.
 */

/** Fields left to read. A hostile file could otherwise turn two bytes each into objects of hundreds. */
export interface Budget {
  fields: number
}

export type FieldReaders<T> = Record<number, (wire: PbfReader, target: T, budget: Budget) => void>

const VARINT = 0
const BYTES = 2
const FLOAT = 5

/** Reads the whole of `bytes` as one message into `target`; unknown fields are skipped. */
export function readMessage<T>(
  bytes: Uint8Array,
  target: T,
  readers: FieldReaders<T>,
  budget: Budget,
): T {
  const wire = new PbfReader(bytes)
  wire.readFields((field) => {
    if (--budget.fields < 0) throw new ModelFormatError('damaged ONNX file: too many fields')
    readers[field]?.(wire, target, budget)
  }, target)
  if (wire.pos !== bytes.length) throw damaged(`a message of ${bytes.length} bytes ends elsewhere`)
  return target
}

export function readBytes(wire: PbfReader): Uint8Array {
  expectType(wire, BYTES)
  const length = wire.readVarint()
  const end = wire.pos + length
  if (end > wire.length) {
    throw damaged(`a field of ${length} bytes where ${wire.length - wire.pos} are left`)
  }
  const bytes = wire.buf.subarray(wire.pos, end)
  wire.pos = end
  return bytes
}

const utf8 = new TextDecoder()

export function readString(wire: PbfReader): string {
  return utf8.decode(readBytes(wire))
}

export function readInt(wire: PbfReader): number {
  expectType(wire, VARINT)
  return signedVarint(wire)
}

export function readFloat(wire: PbfReader): number {
  expectType(wire, FLOAT)
  return wire.readFloat()
}

/** Appends a repeated integer, packed or not, up to `limit` of them. */
export function readInts(wire: PbfReader, into: number[], limit: number): void {
  if (wire.type === VARINT) {
    pushInt(wire, into, limit)
    return
  }
  const packed = new PbfReader(readBytes(wire))
  while (packed.pos < packed.length) pushInt(packed, into, limit)
}

/** Appends a repeated float, packed or not, up to `limit` of them. */
export function readFloats(wire: PbfReader, into: number[], limit: number): void {
  if (wire.type === FLOAT) {
    if (into.length >= limit) throw damaged(`more than ${limit} numbers in a list`)
    into.push(wire.readFloat())
    return
  }
  const bytes = readBytes(wire)
  if (bytes.length % 4 !== 0 || into.length + bytes.length / 4 > limit) {
    throw damaged(`a list of floats of ${bytes.length} bytes`)
  }
  const packed = new PbfReader(bytes)
  while (packed.pos < packed.length) into.push(packed.readFloat())
}

/** A packed list of 32-bit integers. */
export function readPackedInt32(wire: PbfReader): Int32Array {
  const bytes = readBytes(wire)
  let count = 0
  for (const byte of bytes) if (byte < 0x80) count++
  const values = new Int32Array(count)
  const packed = new PbfReader(bytes)
  for (let i = 0; i < count; i++) values[i] = signedVarint(packed)
  if (packed.pos !== bytes.length) throw damaged('a list of integers ends inside a number')
  return values
}

export function damaged(what: string): ModelFormatError {
  return new ModelFormatError(`damaged ONNX file: ${what}; fetch or export it again`)
}

function pushInt(wire: PbfReader, into: number[], limit: number): void {
  if (into.length >= limit) throw damaged(`more than ${limit} numbers in a list`)
  into.push(signedVarint(wire))
}

function signedVarint(wire: PbfReader): number {
  const value = wire.readVarint(true)
  if (!Number.isSafeInteger(value)) throw damaged('an integer beyond 53 bits')
  return value
}

function expectType(wire: PbfReader, type: number): void {
  if (wire.type !== type) throw damaged(`wire type ${wire.type} where ${type} is expected`)
}
