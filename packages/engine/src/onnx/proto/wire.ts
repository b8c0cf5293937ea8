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
  return readFields(new PbfReader(bytes), bytes.length, schema, budget)
}

function readFields(wire: PbfReader, end: number, schema: Schema, budget: Budget): Message {
  const message: Message = {}
  for (const [name, type, occurrence] of Object.values(schema)) {
    if (occurrence !== 'optional') message[name] = occurrence ? [] : type === 'string' ? '' : 0
  }
  const read = (number: number) => {
    if (--budget.fields < 0) throw damaged('too many fields')
    if (schema[number]) readField(wire, schema[number], message, budget)
  }
  wire.readFields(read, undefined, end)
  checkEnd(wire, end)
  return message
}

function readField(
  wire: PbfReader,
  [name, type, occurrence]: Field,
  message: Message,
  budget: Budget,
): void {
  if (occurrence !== 'list') {
    message[name] = readValue(wire, type, budget)
    return
  }
  const list = message[name] as unknown[]
  const isNumber = (type as string) in NUMBERS
  if (isNumber && wire.type === BYTES) {
    // A repeated number may also come as one field.
    const end = readEnd(wire)
    while (wire.pos < end) push(list, readNumber(wire, type))
    checkEnd(wire, end)
  } else if (isNumber) push(list, readValue(wire, type, budget))
  else list.push(readValue(wire, type, budget))
}

function push(list: unknown[], value: unknown): void {
  if (list.length >= MAX_LIST) throw damaged('a list is too long')
  list.push(value)
}

function readValue(wire: PbfReader, type: FieldType, budget: Budget): unknown {
  const number = NUMBERS[type as string]
  if (wire.type !== (number ?? BYTES)) throw damaged(`a field has wire type ${wire.type}`)
  if (number !== undefined) return readNumber(wire, type)
  if (type === 'string') return wire.readString()
  if (type === 'bytes') return wire.readBytes()
  return readFields(wire, readEnd(wire), type as Schema, budget)
}

function readNumber(wire: PbfReader, type: FieldType): number {
  if (type === 'float') return wire.readFloat()
  const value = wire.readVarint(true)
  if (!Number.isSafeInteger(value)) throw damaged('an integer beyond 53 bits')
  // V8 holds what pbf puts together from two halves as float64; a size in that form slows down whatever counts to it.
  const small = value | 0
  return small === value ? small : value
}

/** Where what has a length ends. */
function readEnd(wire: PbfReader): number {
  return wire.readVarint() + wire.pos
}

function checkEnd({ pos, length }: PbfReader, end: number): void {
  if (pos !== end || end > length) throw damaged('a field ends where its message does not')
}

export function damaged(what: string, options?: ErrorOptions): ModelFormatError {
  return new ModelFormatError(`damaged ONNX file: ${what}; fetch or export it again`, options)
}
