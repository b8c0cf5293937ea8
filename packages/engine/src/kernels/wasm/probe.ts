import type { WasmKernelName } from './arithmetic.ts'
import type { KernelExports } from './exports.ts'
import { type KernelModules, loadModule } from './modules.ts'

/** Which kernels compile here and give right answers. */
export interface KernelSupport {
  readonly simd: boolean
  readonly relaxed: boolean
}

/** Four int8 in 32 bits. */
type Bytes = readonly [number, number, number, number]

/** Weights and states in the range that every processor must agree on, up to the largest sums. */
const CASES: readonly (readonly [Bytes, Bytes])[] = [
  [
    [1, -2, 3, -4],
    [5, 6, 7, 8],
  ],
  [
    [127, 127, 127, 127],
    [127, 127, 127, 127],
  ],
  [
    [-127, -127, 127, -127],
    [127, 1, 64, 127],
  ],
  [
    [-127, 0, 0, 126],
    [0, 127, 127, 127],
  ],
]

/** What an emulation that saturates at int16 makes of weights 127 and (out of range) states 255. */
const SATURATED = 2 * 32767

/**
 * Whether the kernels run here. A kernel is asked questions with known answers: Node 20 (with its flag)
 * compiles the relaxed dot product, and doubles its sums.
 */
export async function probeWasmKernels(modules?: KernelModules): Promise<KernelSupport> {
  const [simd, relaxed] = await Promise.all([
    compiles('wasm-simd', modules),
    compiles('wasm-relaxed', modules),
  ])
  return {
    simd: simd !== undefined,
    relaxed: relaxed !== undefined && relaxedDot(relaxed) !== 'wrong',
  }
}

/**
 * How this processor computes the relaxed dot product. `fused`: in one instruction. `split`: V8 emulates it
 * with five on x86 without AVX-VNNI, and the kernel does better with its parts. The answer outside the range
 * that the specification fixes tells them apart, so nothing has to be timed.
 */
export type RelaxedDot = 'fused' | 'split' | 'wrong'

const answers = new WeakMap<WebAssembly.Module, RelaxedDot>()

/** The answer for a module, probed once. */
export function relaxedDot(module: WebAssembly.Module): RelaxedDot {
  const known = answers.get(module)
  if (known) return known
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 })
  const answer = probe(instantiate(module, memory))
  answers.set(module, answer)
  return answer
}

/** An instance of a kernel on a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const instance = new WebAssembly.Instance(module, { env: { memory } })
  return instance.exports as unknown as KernelExports
}

function probe({ probeFused, probeSplit }: KernelExports): RelaxedDot {
  if (!probeFused || !probeSplit) return 'wrong'
  const right = (dot: typeof probeFused) =>
    CASES.every(
      ([weights, states]) => dot(word(weights), word(states)) === expected(weights, states),
    )
  const outside = probeFused(word([127, 127, 127, 127]), word([255, 255, 255, 255]))
  if (right(probeFused) && outside !== SATURATED) return 'fused'
  return right(probeSplit) ? 'split' : 'wrong'
}

function expected(weights: Bytes, states: Bytes): number {
  return weights.reduce((sum, weight, i) => sum + weight * states[i], 0)
}

function word(bytes: Bytes): number {
  return bytes.reduce((sum, byte, i) => sum | ((byte & 255) << (8 * i)), 0)
}

async function compiles(
  kernel: WasmKernelName,
  modules: KernelModules | undefined,
): Promise<WebAssembly.Module | undefined> {
  try {
    return await loadModule(kernel, modules)
  } catch {
    return undefined
  }
}
