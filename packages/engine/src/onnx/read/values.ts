import type { RecurrentLayer } from '../../graph/recurrent.ts'
import type { StoredMatrix } from '../../graph/stored.ts'
import type { TensorProto } from '../proto/types.ts'

/**
 * What a tensor of the graph means, as the reader walks the nodes. An operator that gives a tensor a meaning
 * outside this list is not of the family.
 */
export type Value =
  | ConstantValue
  | SequenceValue
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
 * Axes by meaning, a letter each: `b` batch, `s` steps and `f` features of the input; `t` time, `d` directions and
 * `h` hidden units of a layer's output. Directions and hidden units side by side merge into the state `v`, which is
 * also what is left of the two when there is one direction.
 */
export type Axes = string

/** The graph's input, all hidden states of a layer, or its final states. */
export interface SequenceValue {
  readonly kind: 'input' | 'sequence' | 'final'
  readonly axes: Axes
  readonly stack: LayerStack
}

/** Recurrent layers on the input normalised as `(x − mean) / std`: what a branch has become so far. */
export interface LayerStack {
  readonly scan: 'rows' | 'columns'
  readonly mean: number
  readonly std: number
  readonly layers: readonly RecurrentLayer<StoredMatrix>[]
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
  readonly weight: StoredMatrix
  readonly bias: StoredMatrix
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
