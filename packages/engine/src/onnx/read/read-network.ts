import { UnsupportedModelError } from '../../errors.ts'
import { checkNetwork } from '../../graph/check-network.ts'
import { LIMITS } from '../../graph/limits.ts'
import type { Readout, RecurrentClassifier } from '../../graph/recurrent.ts'
import { DATA_TYPE } from '../proto/schema.ts'
import type { GraphProto, ModelProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import { readLabels } from './labels.ts'
import type { Operators } from './own-operators.ts'
import type { LayerStack, LogitsValue, StatePart } from './values.ts'
import { type GraphInput, type Values, walkGraph } from './walk-graph.ts'

/** Reads the network of a decoded file with these operators. */
export function readNetwork(model: ModelProto, operators: Operators): RecurrentClassifier {
  const graph = graphOf(model)
  const input = inputOf(graph)
  const logits = logitsOf(graph, walkGraph(graph, input, operators))
  const { readout, stacks } = readReadout(logits.state.parts)
  const [{ mean, std }] = stacks
  if (stacks.some((stack) => stack.mean !== mean || stack.std !== std)) {
    throw new UnsupportedModelError('the branches normalise the input differently')
  }
  const network = {
    labels: readLabels(model, logits.bias.length),
    input: { ...input, mean, std },
    branches: stacks.map(({ scan, layers }) => ({ scan, layers })),
    readout,
    head: { weight: logits.weight, bias: logits.bias },
  }
  checkNetwork(network)
  return network
}

export function graphOf({ graph }: ModelProto): GraphProto {
  if (graph) return graph
  throw damaged('it has no graph')
}

/** The one input that is no initializer, `[batch, steps, features]`. */
function inputOf(graph: GraphProto): GraphInput {
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const inputs = graph.input.filter(({ name }) => !constants.has(name))
  const [{ name, elemType, shape }] = inputs.length === 1 ? inputs : [NO_INPUT]
  const [, steps, features] = shape ?? []
  const sound =
    elemType === DATA_TYPE.float &&
    shape?.length === 3 &&
    isSize(steps, LIMITS.steps) &&
    isSize(features, LIMITS.features)
  if (sound) return { name, steps, features }
  throw new UnsupportedModelError(
    `the input is ${name} [${shape}] of data type ${elemType}, expected one of float32 [batch, steps, features] with fixed steps and features`,
  )
}

const NO_INPUT = { name: 'none or several', elemType: 0, shape: undefined }

function isSize(dim: number | string, limit: number): dim is number {
  return typeof dim === 'number' && dim >= 1 && dim <= limit
}

/** The logits that all outputs speak of. */
function logitsOf(graph: GraphProto, values: Values): LogitsValue {
  const all = graph.output.map(({ name }) => {
    const value = values.get(name)
    return value?.kind === 'probabilities' ? value.logits : value
  })
  const [first] = all
  if (first?.kind === 'logits' && all.every((value) => value === first)) return first
  throw new UnsupportedModelError('the outputs are not the logits or probabilities of one head')
}

/** Which read-out the parts of the state make up, and the stack of each branch. */
function readReadout(parts: readonly StatePart[]): { readout: Readout; stacks: LayerStack[] } {
  const stacks = parts.map(({ stack }) => stack)
  for (const readout of ['final', 'last-step'] as const) {
    if (parts.every(({ name }) => name === readout)) return { readout, stacks }
  }
  const paired = parts.every(
    ({ name, stack }, i) =>
      name === (i % 2 === 0 ? 'mean' : 'max') && stack === stacks[i % 2 === 0 ? i + 1 : i - 1],
  )
  if (paired) return { readout: 'mean-max', stacks: stacks.filter((_, i) => i % 2 === 0) }
  throw new UnsupportedModelError(`the state is made of ${parts.map(({ name }) => name)}`)
}
