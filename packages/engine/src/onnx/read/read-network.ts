import { UnsupportedModelError } from '../../errors.ts'
import { checkSize, checkSizes } from '../../graph/check-sizes.ts'
import type { Readout } from '../../graph/recurrent.ts'
import type { StoredClassifier } from '../../graph/stored.ts'
import { DATA_TYPE } from '../proto/schema.ts'
import type { GraphProto, ModelProto } from '../proto/types.ts'
import { damaged } from '../proto/wire.ts'
import { readLabels } from './labels.ts'
import type { GraphInput } from './node.ts'
import type { Operators } from './own-operators.ts'
import type { LayerStack, LogitsValue, PartName, StatePart } from './values.ts'
import { type Values, walkGraph } from './walk-graph.ts'

/** Reads the network of a decoded file with these operators. Its weights are views of the file. */
export function readNetwork(model: ModelProto, operators: Operators): StoredClassifier {
  const { graph } = model
  if (!graph) throw damaged('it has no graph')
  const input = inputOf(graph)
  const { state, weight, bias } = logitsOf(graph, walkGraph(graph, input, operators))
  const { readout, stacks } = readReadout(state.parts)
  const [{ mean, std }] = stacks
  if (stacks.some((stack) => stack.mean !== mean || stack.std !== std)) {
    throw new UnsupportedModelError('the branches normalise the input differently')
  }
  const network = {
    labels: readLabels(model, bias.data.length / 4),
    input: { ...input, mean, std },
    branches: stacks.map(({ scan, layers }) => ({ scan, layers })),
    readout,
    head: { weight, bias },
  }
  checkSizes(network)
  return network
}

/** The one input that is no initializer, `[batch, steps, features]`. */
function inputOf(graph: GraphProto): GraphInput {
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const inputs = graph.input.filter(({ name }) => !constants.has(name))
  const [{ name, elemType, shape = [] }] = inputs.length === 1 ? inputs : [NO_INPUT]
  const [, steps, features] = shape
  if (elemType !== DATA_TYPE.float || shape.length !== 3) {
    throw new UnsupportedModelError(
      `the input is ${name} [${shape}] of data type ${elemType}, expected one of float32 [batch, steps, features]`,
    )
  }
  checkSize('steps', steps as number)
  checkSize('features', features as number)
  return { name, steps: steps as number, features: features as number }
}

const NO_INPUT = { name: 'none or several', elemType: 0, shape: undefined }

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

/** The parts of the state that each branch contributes. */
const PARTS: Record<Readout, readonly PartName[]> = {
  final: ['final'],
  'last-step': ['last-step'],
  'mean-max': ['mean', 'max'],
}

/** Which read-out the parts of the state make up, and the stack of each branch. */
function readReadout(parts: readonly StatePart[]): { readout: Readout; stacks: LayerStack[] } {
  for (const readout of Object.keys(PARTS) as Readout[]) {
    const names = PARTS[readout]
    const stacks = parts.filter((_, i) => i % names.length === 0).map(({ stack }) => stack)
    const sound = parts.every(
      ({ name, stack }, i) =>
        name === names[i % names.length] && stack === stacks[Math.floor(i / names.length)],
    )
    if (sound && parts.length === stacks.length * names.length) return { readout, stacks }
  }
  throw new UnsupportedModelError(`the state is made of ${parts.map(({ name }) => name)}`)
}
