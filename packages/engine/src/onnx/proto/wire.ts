import { PbfReader } from 'pbf'
import { ModelFormatError } from '../../errors.ts'
import type { Field, FieldType, Schema } from './schema.ts'

/**
 * Reads messages through `pbf`, which itself trusts its input: here every length is checked against the message
 * that holds it, every wire type against the field, and the number of fields against a budget, before anything is allocated.
 */

export type Message = Record<string, unknown>

/** Fields left to read. A hostile file could otherwise turn two bytes each into objects of hundreds. */
export interface Budget {
  fields: number
}

const VARINT = 0
const BYTES = 2
const FLOAT = 5

/** Numbers in a list of a shape or an attribute. */
const MAX_LIST = 1024

/** Reads the whole of `bytes` as one message; fields that the schema does not have are skipped. */
export function readMessage(bytes: Uint8Array, schema: Schema, budget: Budget): Message {
  const message = emptyMessage(schema)
  const wire = new PbfReader(bytes)
  wire.readFields((number) => {
    if (--budget.fields < 0) throw damaged('too many fields')
    const field = schema[number]
    if (field) readField(wire, field, message, budget)
  }, undefined)
  if (wire.pos !== bytes.length) throw damaged(`a message of ${bytes.length} bytes ends elsewhere`)
  return message
}

function emptyMessage(schema: Schema): Message {
  const message: Message = {}
  for (const [name, type, occurrence] of Object.values(schema)) {
    if (occurrence === 'list') message[name] = []
    else if (occurrence !== 'optional') message[name] = type === 'string' ? '' : 0
  }
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
  const isNumber = type === 'int' || type === 'float'
  if (!isNumber) list.push(readValue(wire, type, budget))
  else if (wire.type === BYTES) readPacked(readBytes(wire), type, list)
  else pushNumber(list, readValue(wire, type, budget))
}

function readValue(wire: PbfReader, type: FieldType, budget: Budget): unknown {
  switch (type) {
    case 'int':
      expectType(wire, VARINT)
      return readInt(wire)
    case 'float':
      expectType(wire, FLOAT)
      return wire.readFloat()
    case 'bytes':
      return readBytes(wire)
    case 'string':
      return new TextDecoder().decode(readBytes(wire))
    default:
      return readMessage(readBytes(wire), type, budget)
  }
}

function readBytes(wire: PbfReader): Uint8Array {
  expectType(wire, BYTES)
  const length = wire.readVarint()
  const left = wire.length - wire.pos
  if (length > left) throw damaged(`a field of ${length} bytes where ${left} are left`)
  wire.pos += length
  return wire.buf.subarray(wire.pos - length, wire.pos)
}

/** A repeated number may also come as one field. */
function readPacked(bytes: Uint8Array, type: 'int' | 'float', list: unknown[]): void {
  const wire = new PbfReader(bytes)
  while (wire.pos < bytes.length) {
    pushNumber(list, type === 'int' ? readInt(wire) : wire.readFloat())
  }
}

function pushNumber(list: unknown[], value: unknown): void {
  if (list.length >= MAX_LIST) throw damaged(`more than ${MAX_LIST} numbers in a list`)
  list.push(value)
}

function readInt(wire: PbfReader): number {
  const value = wire.readVarint(true)
  if (!Number.isSafeInteger(value)) throw damaged('an integer beyond 53 bits')
  return value
}

function expectType(wire: PbfReader, type: number): void {
  if (wire.type !== type) throw damaged(`wire type ${wire.type} where ${type} is expected`)
}

export function damaged(what: string, options?: ErrorOptions): ModelFormatError {
  return new ModelFormatError(`damaged ONNX file: ${what}; fetch or export it again`, options)
}
