import type { RecurrentLayer } from '../../graph/recurrent.ts'
import type { TensorProto } from '../proto/types.ts'

/**
 * What a tensor of the graph means, as the reader walks the nodes. An operator that gives a tensor a meaning
 * outside this list is not of the family.
 */
export type Value =
  | ConstantValue
  | InputValue
  | SequenceValue
  | FinalValue
  | StateValue
  | LogitsValue
  | ProbabilitiesValue
  | OpaqueValue

/** An initializer, or the output of a `Constant` node. */
export interface ConstantValue {
  readonly kind: 'constant'
  readonly tensor: TensorProto
}

/**
 * Axes by meaning. `directions` and `hidden` side by side merge into `state`, which is also the
 * only one left of the two when there is one direction.
 */
export type Axis = 'batch' | 'steps' | 'features' | 'time' | 'directions' | 'hidden' | 'state'

/** The graph's input, normalised as `(x − mean) / std`. */
export interface InputValue {
  readonly kind: 'input'
  readonly axes: readonly Axis[]
  readonly mean: number
  readonly std: number
}

/** Recurrent layers on the input: what a branch has become so far. */
export interface LayerStack {
  readonly scan: 'rows' | 'columns'
  readonly mean: number
  readonly std: number
  readonly layers: readonly RecurrentLayer[]
}

/** All hidden states of the last layer of a stack. */
export interface SequenceValue {
  readonly kind: 'sequence'
  readonly axes: readonly Axis[]
  readonly stack: LayerStack
}

/** The final hidden state of each direction. */
export interface FinalValue {
  readonly kind: 'final'
  readonly axes: readonly Axis[]
  readonly stack: LayerStack
}

export type PartName = 'final' | 'last-step' | 'mean' | 'max'

/** One read-out of a stack. */
export interface StatePart {
  readonly name: PartName
  readonly stack: LayerStack
}

/** `[batch, state]`: read-outs side by side. */
export interface StateValue {
  readonly kind: 'state'
  readonly parts: readonly StatePart[]
}

export interface LogitsValue {
  readonly kind: 'logits'
  readonly state: StateValue
  /** `[labels, state]` */
  readonly weight: Float32Array
  readonly bias: Float32Array
}

export interface ProbabilitiesValue {
  readonly kind: 'probabilities'
  readonly logits: LogitsValue
}

/** Shape arithmetic and other values that carry no hidden state; `zeros` when known to be all zero. */
export interface OpaqueValue {
  readonly kind: 'opaque'
  readonly zeros: boolean
}

export const OPAQUE: OpaqueValue = { kind: 'opaque', zeros: false }
export const ZEROS: OpaqueValue = { kind: 'opaque', zeros: true }
