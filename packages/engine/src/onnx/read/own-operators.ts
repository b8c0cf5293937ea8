import { isPlain, type Node, unsupported } from './node.ts'
import { gemm, softmax } from './operators/head.ts'
import { reshape, transpose } from './operators/layout.ts'
import { scaleInput, shiftInput } from './operators/normalise.ts'
import { concat } from './operators/readout.ts'
import { recurrent } from './operators/recurrent.ts'
import type { Value } from './values.ts'

/** What an operator makes of its inputs: one value for each output that has a meaning. */
export type Operator = (node: Node) => readonly Value[]

export type Operators = Readonly<Record<string, Operator>>

/** The operators of the models that this project ships. */
export const OWN_OPERATORS: Operators = {
  Sub: (node) => [shiftInput(node, 1)],
  Div: (node) => [scaleInput(node, 1)],
  Transpose: (node) => [transpose(node)],
  LSTM: plainRecurrent,
  GRU: plainRecurrent,
  'com.microsoft.DynamicQuantizeLSTM': plainRecurrent,
  Reshape: (node) => [reshape(node)],
  Concat: (node) => [concat(node)],
  Gemm: (node) => [gemm(node)],
  Softmax: (node) => [softmax(node)],
}

/** Attributes of a recurrent node, and its optional inputs: lengths, initial states, peepholes. */
const ATTRIBUTES = ['hidden_size', 'direction', 'linear_before_reset']
const OPTIONAL = [4, 8] as const

function plainRecurrent(node: Node): readonly Value[] {
  if (isPlain(node, ATTRIBUTES, ...OPTIONAL)) return recurrent(node)
  throw unsupported(node)
}
