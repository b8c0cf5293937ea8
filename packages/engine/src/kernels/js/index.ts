import { checkNetwork } from '../../graph/check-network.ts'
import { dequantizeNetwork } from '../../graph/map-matrices.ts'
import { readoutSize, stateSize } from '../../graph/sizes.ts'
import type { StoredClassifier } from '../../graph/stored.ts'
import type { Kernel } from '../kernel.ts'
import { createBranch } from './branch.ts'

/**
 * The kernel without WebAssembly, for pages whose Content-Security-Policy forbids it: float32 weights,
 * float64 sums, errors against the float64 reference below 1e-5.
 *
 * @throws {ModelFormatError} when a weight is not a usable number
 */
export function createJsKernel(stored: StoredClassifier): Kernel {
  const network = dequantizeNetwork(stored)
  checkNetwork(network)
  const { steps, features } = network.input
  const { weight, bias } = network.head
  const labels = network.labels.length
  const branches = network.branches.map((branch) => ({
    run: createBranch(network.input, branch, network.readout),
    size: readoutSize(network, branch),
  }))
  const state = new Float64Array(stateSize(network))

  return {
    name: 'js',
    network: { steps, features, labels },
    run(inputs, n, out) {
      for (let sample = 0; sample < n; sample++) {
        let stateAt = 0
        for (const { run, size } of branches) {
          run(inputs, sample * steps * features, state, stateAt)
          stateAt += size
        }
        writeLogits(weight, bias, state, out, sample * labels)
      }
      return false
    },
    dispose() {},
  }
}

function writeLogits(
  weight: Float32Array,
  bias: Float32Array,
  state: Float64Array,
  out: Float32Array,
  at: number,
): void {
  const size = state.length
  for (let label = 0; label < bias.length; label++) {
    let sum = bias[label]
    for (let k = 0; k < size; k++) sum += weight[label * size + k] * state[k]
    out[at + label] = sum
  }
}
