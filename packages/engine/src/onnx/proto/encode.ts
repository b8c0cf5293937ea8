import { PbfWriter } from 'pbf'
import { type Field, type FieldType, MODEL, type Schema } from './schema.ts'
import type { ModelProto, ValueInfoProto } from './types.ts'
import type { Message } from './wire.ts'

/** Encodes an ONNX file. */
export function encodeModelProto(model: ModelProto): Uint8Array {
  const { graph } = model
  const nested = graph && {
    ...graph,
    input: graph.input.map(nestType),
    output: graph.output.map(nestType),
  }
  const wire = new PbfWriter()
  writeMessage({ ...model, graph: nested }, wire, MODEL)
  return wire.finish()
}

function nestType({ name, elemType, shape }: ValueInfoProto): Message {
  const dim = shape?.map((size) => (typeof size === 'number' ? { value: size } : { param: size }))
  return { name, type: { tensorType: { elemType, shape: dim && { dim } } } }
}

function writeMessage(message: Message, wire: PbfWriter, schema: Schema): void {
  for (const [number, [name, type, occurrence]] of Object.entries(schema) as [string, Field][]) {
    const value = message[name]
    const values = occurrence === 'list' ? (value as unknown[] | undefined) : [value]
    for (const item of values ?? []) {
      if (item === undefined || (item === '' && occurrence !== 'list')) continue
      writeValue(wire, Number(number), type, item)
    }
  }
}

function writeValue(wire: PbfWriter, number: number, type: FieldType, value: unknown): void {
  switch (type) {
    case 'int':
      wire.writeVarintField(number, value as number)
      break
    case 'float':
      wire.writeFloatField(number, value as number)
      break
    case 'bytes':
      wire.writeBytesField(number, value as Uint8Array)
      break
    case 'string':
      wire.writeStringField(number, value as string)
      break
    default:
      wire.writeMessage(
        number,
        (message: Message, inner: PbfWriter) => writeMessage(message, inner, type),
        value as Message,
      )
  }
}
