import type { NodeView } from './node-view.ts'
import { gemm, softmax } from './operators/head.ts'
import { reshape, transpose } from './operators/layout.ts'
import { scaleInput, shiftInput } from './operators/normalise.ts'
import { concat, gather, reduceOverTime } from './operators/readout.ts'
import { recurrent } from './operators/recurrent.ts'
import type { Value } from './values.ts'

/** What an operator makes of its inputs: one value for each output that has a meaning. */
export type Operator = (node: NodeView) => readonly Value[]

export type Operators = Readonly<Record<string, Operator>>

/** The operators of the files that this project writes. */
export const OWN_OPERATORS: Operators = {
  Sub: (node) => [shiftInput(node, 1)],
  Div: (node) => [scaleInput(node, 1)],
  Transpose: (node) => [transpose(node)],
  LSTM: recurrent,
  GRU: recurrent,
  'com.microsoft.DynamicQuantizeLSTM': recurrent,
  Reshape: (node) => [reshape(node)],
  Gather: (node) => [gather(node)],
  ReduceMean: (node) => [reduceOverTime(node, 'mean')],
  ReduceMax: (node) => [reduceOverTime(node, 'max')],
  Concat: (node) => [concat(node)],
  Gemm: (node) => [gemm(node)],
  Softmax: (node) => [softmax(node)],
}
