import { PbfReader } from 'pbf'
import { ModelFormatError } from '../../errors.ts'
import type { Field, FieldType, Schema } from './schema.ts'

/**
 * Reads messages through `pbf`, which itself trusts its input: here every wire type is checked against the field, the
 * number of fields against a budget, and the end of every message against the bytes that hold it. A length beyond
 * them is never allocated: strings and bytes are what there is up to the end.
 */

export type Message = Record<string, unknown>

/** Fields left to read. A hostile file could otherwise turn two bytes each into objects of hundreds. */
export interface Budget {
  fields: number
}

/** Wire types of numbers; all else has a length. */
const NUMBERS: Record<string, number> = { int: 0, float: 5 }
const BYTES = 2

/** Numbers in a list of a shape or an attribute. */
const MAX_LIST = 1024

/** Reads the whole of `bytes` as one message; fields that the schema does not have are skipped. */
export function readMessage(bytes: Uint8Array, schema: Schema, budget: Budget): Message {
  const message: Message = {}
  for (const [name, type, occurrence] of Object.values(schema)) {
    if (occurrence !== 'optional') message[name] = occurrence ? [] : type === 'string' ? '' : 0
  }
  const wire = new PbfReader(bytes)
  wire.readFields((number) => {
    if (--budget.fields < 0) throw damaged('too many fields')
    if (schema[number]) readField(wire, schema[number], message, budget)
  }, undefined)
  return checkEnd(wire, message)
}

function readField(
  wire: PbfReader,
  [name, type, occurrence]: Field,
  message: Message,
  budget: Budget,
): void {
  const number = NUMBERS[type as string]
  if (occurrence === 'list') {
    const list = message[name] as unknown[]
    // A repeated number may also come as one field.
    if (number !== undefined && wire.type === BYTES) readPacked(wire.readBytes(), type, list)
    else push(list, readValue(wire, type, budget), number)
  } else message[name] = readValue(wire, type, budget)
}

function readPacked(bytes: Uint8Array, type: FieldType, list: unknown[]): void {
  const wire = new PbfReader(bytes)
  while (wire.pos < wire.length) push(list, readNumber(wire, type), 0)
  checkEnd(wire, list)
}

function push(list: unknown[], value: unknown, number: number | undefined): void {
  if (number !== undefined && list.length >= MAX_LIST) throw damaged('a list is too long')
  list.push(value)
}

function readValue(wire: PbfReader, type: FieldType, budget: Budget): unknown {
  const number = NUMBERS[type as string]
  if (wire.type !== (number ?? BYTES)) throw damaged(`a field has wire type ${wire.type}`)
  if (number !== undefined) return readNumber(wire, type)
  if (type === 'string') return wire.readString()
  const bytes = wire.readBytes()
  return type === 'bytes' ? bytes : readMessage(bytes, type as Schema, budget)
}

function readNumber(wire: PbfReader, type: FieldType): number {
  if (type === 'float') return wire.readFloat()
  const value = wire.readVarint(true)
  if (!Number.isSafeInteger(value)) throw damaged('an integer beyond 53 bits')
  // V8 holds what pbf puts together from two halves as float64; a size in that form slows down whatever counts to it.
  const small = value | 0
  return small === value ? small : value
}

function checkEnd<T>({ pos, length }: PbfReader, read: T): T {
  if (pos === length) return read
  throw damaged(`a message of ${length} bytes ends elsewhere`)
}

export function damaged(what: string, options?: ErrorOptions): ModelFormatError {
  return new ModelFormatError(`damaged ONNX file: ${what}; fetch or export it again`, options)
}
