import type { RecurrentClassifier } from '../../graph/recurrent.ts'
import { type Arithmetic, hiddenBytes } from './arithmetic.ts'
import type { KernelExports } from './exports.ts'
import { packDirection } from './pack-direction.ts'
import type { DirectionPlan, LayerPlan, NetworkPlan } from './plan.ts'
import { DIRECTION_FIELDS, SEQUENCE_FIELDS, writeRecord } from './records.ts'

const PAGE = 64 * 1024

/** Below any hidden state, which lies in −1..1. */
const BELOW_STATES = -2

const NOT_NORMALISED = { mean: 0, std: 1 }

/** A memory that is just large enough for a plan. It never grows. */
export function createMemory(plan: NetworkPlan): WebAssembly.Memory {
  const pages = Math.ceil(plan.bytes / PAGE)
  return new WebAssembly.Memory({ initial: pages, maximum: pages })
}

/** Writes weights, records and initial states. */
export function packNetwork(
  network: RecurrentClassifier,
  plan: NetworkPlan,
  memory: WebAssembly.Memory,
  exports: KernelExports,
  arithmetic: Arithmetic,
): void {
  const target = { buffer: memory.buffer, exports, arithmetic }
  for (const layers of plan.branches) {
    layers.forEach((layer, index) => {
      writeRecord(memory, layer.input.address, SEQUENCE_FIELDS, layer.input.record)
      const normalisation = index === 0 ? network.input : NOT_NORMALISED
      for (const direction of layer.directions) {
        writeRecord(memory, direction.address, DIRECTION_FIELDS, direction.record)
        packDirection(target, layer, direction, normalisation)
        writeInitialState(memory.buffer, layer, direction, arithmetic)
      }
    })
  }
  packHead(network, plan, memory.buffer)
}

function writeInitialState(
  buffer: ArrayBuffer,
  { layer: { hiddenSize } }: LayerPlan,
  { record }: DirectionPlan,
  arithmetic: Arithmetic,
): void {
  const { blankStates: state, quantized, maximum, pooled } = record
  const states = new Uint8Array(buffer, state + quantized, hiddenBytes(hiddenSize, arithmetic))
  states.fill(arithmetic.offset)
  if (pooled) new Float32Array(buffer, state + maximum, hiddenSize).fill(BELOW_STATES)
}

/** Read-outs hold sums over time instead of means: the weights of the head make up for it. */
function packHead(network: RecurrentClassifier, plan: NetworkPlan, buffer: ArrayBuffer): void {
  const { weight, bias } = network.head
  const weights = new Float32Array(buffer, plan.headWeights, weight.length)
  weights.set(weight)
  new Float32Array(buffer, plan.headBiases, bias.length).set(bias)
  if (network.readout !== 'mean-max') return
  const size = weight.length / bias.length
  let from = 0
  for (const layers of plan.branches) {
    const { layer, input } = layers[layers.length - 1]
    const means = layer.hiddenSize * layer.directions.length
    for (let row = 0; row < bias.length; row++) {
      for (let i = 0; i < means; i++) weights[row * size + from + i] /= input.record.steps
    }
    from += 2 * means
  }
}

/** Runs blank paper once and keeps the state after each step: inks that begin blank start from there. */
export function rememberBlankStates(
  plan: NetworkPlan,
  memory: WebAssembly.Memory,
  exports: KernelExports,
  fused: 0 | 1,
): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [{ input, directions }] of plan.branches) {
    exports.quantizeSequence(input.address, 1)
    for (const { address, record } of directions) {
      const { states, stateBytes, blankStates, blankSteps } = record
      bytes.copyWithin(states, blankStates, blankStates + stateBytes)
      for (let step = 0; step < blankSteps; step++) {
        exports.advance(address, 1, step, step + 1, fused)
        bytes.copyWithin(blankStates + (step + 1) * stateBytes, states, states + stateBytes)
      }
    }
  }
}
