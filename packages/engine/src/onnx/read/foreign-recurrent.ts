import { isZero } from './is-zero.ts'
import { attribute, intAttribute, type Node, operatorName, unsupported } from './node.ts'
import { recurrent } from './operators/recurrent.ts'
import type { Value } from './values.ts'

/** Position of the optional inputs: sequence_lens, initial_h, initial_c, P. */
const INPUT = { lengths: 4, h: 5, c: 6, p: 7 } as const

const DEFAULT_ACTIVATIONS = { lstm: ['Sigmoid', 'Tanh', 'Tanh'], gru: ['Sigmoid', 'Tanh'] } as const

/** A recurrent node whose attributes and optional inputs say what is usual. */
export function foreignRecurrent(node: Node): readonly Value[] {
  const cell = operatorName(node.proto) === 'GRU' ? 'gru' : 'lstm'
  const activations = attribute(node, 'activations')?.strings?.map((s) =>
    new TextDecoder().decode(s),
  )
  const usual = DEFAULT_ACTIVATIONS[cell].join()
  if (activations && ![usual, `${usual},${usual}`].includes(activations.join())) {
    throw unsupported(node, `activations ${activations.join(', ')}`)
  }
  for (const name of ['clip', 'activation_alpha', 'activation_beta']) {
    if (attribute(node, name)) throw unsupported(node, `attribute ${name}`)
  }
  for (const name of ['input_forget', 'layout']) {
    if (intAttribute(node, name, 0) !== 0) throw unsupported(node, `attribute ${name}`)
  }
  if (node.inputs[INPUT.lengths]) throw unsupported(node, 'sequence_lens')
  refuseInitialState(node, INPUT.h)
  if (cell === 'lstm') refuseInitialState(node, INPUT.c)
  if (cell === 'lstm' && node.inputs[INPUT.p]) throw unsupported(node, 'peephole weights')
  return recurrent(node)
}

/** A zero initial state, which exporters write out, is the default one. */
function refuseInitialState(node: Node, index: number): void {
  const value = node.inputs[index]
  if (!value || (value.kind === 'opaque' && value.zeros)) return
  if (value.kind === 'constant' && isZero(value.tensor)) return
  throw unsupported(node, 'an initial state other than zero')
}
