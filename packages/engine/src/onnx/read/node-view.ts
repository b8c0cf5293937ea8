import { type ModelFormatError, UnsupportedModelError } from '../../errors.ts'
import { LIMITS } from '../../graph/limits.ts'
import { DATA_TYPE } from '../proto/schema.ts'
import { elementCount, floatValues, intValues } from '../proto/tensor.ts'
import type { AttributeProto, NodeProto, TensorProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import type { Value } from './values.ts'

type ValueOf<K extends Value['kind']> = Extract<Value, { kind: K }>

/** Integer constants are shapes, axes and indices. */
const MAX_INTS = 64

/** What the whole graph has in common. */
export interface GraphContext {
  readonly steps: number
  readonly features: number
  /** Weights that may still be read: a small file could name one initializer a thousand times. */
  weightsLeft: number
}

/** A node with its inputs looked up; what it cannot answer it turns into an error that names the node. */
export class NodeView {
  readonly proto: NodeProto
  readonly inputs: readonly (Value | undefined)[]
  readonly graph: GraphContext

  constructor(proto: NodeProto, inputs: readonly (Value | undefined)[], graph: GraphContext) {
    this.proto = proto
    this.inputs = inputs
    this.graph = graph
  }

  get opType(): string {
    return operatorName(this.proto)
  }

  unsupported(reason: string): UnsupportedModelError {
    const node = { opType: this.opType, name: this.proto.name }
    return new UnsupportedModelError(reason, { node })
  }

  damaged(reason: string): ModelFormatError {
    return damaged(`node ${this.opType} "${this.proto.name}": ${reason}`)
  }

  /** The input at `index`, which must be there. */
  input(index: number): Value {
    const value = this.inputs[index]
    if (!value) throw this.damaged(`input ${index} is missing`)
    return value
  }

  /** The input at `index`, which must have one of these meanings. */
  inputOf<K extends Value['kind']>(index: number, ...kinds: readonly K[]): ValueOf<K> {
    const value = this.input(index)
    if (!kinds.includes(value.kind as K)) {
      const axes = 'axes' in value ? ` of [${value.axes}]` : ''
      throw this.unsupported(`not expected on a value that is ${value.kind}${axes}`)
    }
    return value as ValueOf<K>
  }

  /** The constant at `index`; undefined when the input is left out. */
  optionalConstant(index: number): TensorProto | undefined {
    const value = this.inputs[index]
    if (value && value.kind !== 'constant') {
      throw this.unsupported(`input ${index} is not a constant`)
    }
    return value?.tensor
  }

  constant(index: number): TensorProto {
    const tensor = this.optionalConstant(index)
    if (!tensor) throw this.damaged(`input ${index} is missing`)
    return tensor
  }

  /** The float32 constant at `index`. */
  floats(index: number): Float32Array {
    return this.floatsOf(this.constant(index))
  }

  floatsOf(tensor: TensorProto): Float32Array {
    this.expectType(tensor, DATA_TYPE.float)
    this.spendWeights(elementCount(tensor))
    return floatValues(tensor)
  }

  /** The short integer constant at `index`. */
  ints(index: number): number[] {
    const tensor = this.constant(index)
    this.expectType(tensor, DATA_TYPE.int64)
    if (elementCount(tensor) > MAX_INTS) throw this.unsupported(`input ${index} is a long list`)
    return intValues(tensor)
  }

  /** Takes `count` weights from the budget of the graph before they are copied. */
  spendWeights(count: number): void {
    this.graph.weightsLeft -= count
    if (this.graph.weightsLeft < 0) {
      throw this.unsupported(`more than ${LIMITS.parameters} weights in the file`)
    }
  }

  attribute(name: string): AttributeProto | undefined {
    return this.proto.attribute.find((attribute) => attribute.name === name)
  }

  intAttribute(name: string, missing: number): number {
    return this.attribute(name)?.i ?? missing
  }

  stringAttribute(name: string, missing: string): string {
    const value = this.attribute(name)?.s
    return value ? new TextDecoder().decode(value) : missing
  }

  intsAttribute(name: string): readonly number[] | undefined {
    return this.attribute(name)?.ints
  }

  /** Axes, which are an attribute in older versions of an operator and its second input in later ones. */
  axes(): readonly number[] {
    return this.intsAttribute('axes') ?? (this.inputs[1] ? this.ints(1) : [])
  }

  expectType({ name, dataType, dataLocation }: TensorProto, ...types: readonly number[]): void {
    if (dataLocation) throw this.unsupported(`tensor ${name} lies in another file`)
    if (!types.includes(dataType)) {
      throw this.unsupported(`tensor ${name} has data type ${dataType}`)
    }
  }
}

/** The operator of a node, with its domain unless it is ONNX's own. */
export function operatorName({ domain, opType }: NodeProto): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`
}
