import * as tf from '@tensorflow/tfjs'

/** Gates in the columns of a kernel, `hidden` columns each: input, forget, output, candidate. */
export const KERNEL_GATES = 4

/** What a step keeps for the way back, in this order in the list of saved tensors. */
const KEPT = ['xh', 'i', 'f', 'o', 'g', 'c', 'tanhC'] as const
type Kept = (typeof KEPT)[number]
type Step = Record<Kept, tf.Tensor2D>

/**
 * One direction of an LSTM (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000):
 * the hidden state after the last of the steps in `order`, `[batch, hidden]`.
 *
 * Differentiable in `kernel` by hand-written backpropagation through time. It is laid out for the wasm backend
 * of TensorFlow.js, whose Slice copies the whole tensor, whose transposed MatMul and Sum over axis 0 are scalar:
 * each gate is a fused matmul and sigmoid of its own, the bias is a row that meets the column of ones in `x`,
 * tanh(x) = 2σ(2x) − 1, and the gradient of the kernel is one large matmul. Written with plain operations, a
 * step of training takes ten times as long.
 *
 * @param kernel `[inputs + 1 + hidden, 4 × hidden]`: rows are x, bias, h; columns the gates i, f, o, g
 * @param steps one `[batch, inputs + 1]` tensor for each time step, the last column ones
 * @param order indices into `steps`, in the order in which they are read
 */
export function lstmDirection(
  kernel: tf.Tensor2D,
  steps: readonly tf.Tensor2D[],
  order: readonly number[],
): tf.Tensor2D {
  const run = tf.customGrad((...args: unknown[]) => {
    const [k, save] = args as [tf.Tensor2D, tf.GradSaveFunc]
    const { kept, value } = forward(k, steps, order)
    save([k, ...kept.flatMap((step) => KEPT.map((name) => step[name]))])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy as tf.Tensor2D, unpack(saved)),
    }
  })
  return run(kernel) as tf.Tensor2D
}

function forward(kernel: tf.Tensor2D, steps: readonly tf.Tensor2D[], order: readonly number[]) {
  const hidden = kernel.shape[1] / KERNEL_GATES
  const gates = gateKernels(kernel, hidden)
  const kept: Step[] = []
  let h: tf.Tensor2D = tf.zeros([steps[0].shape[0], hidden])
  let c: tf.Tensor2D | undefined
  for (const t of order) {
    const next = tf.tidy(() => stepForward(gates, steps[t], h, c))
    kept.push(next)
    h = next.h
    c = next.c
  }
  return { kept, value: h }
}

/** The four gates' own kernels; the candidate's is doubled because tanh(x) = 2σ(2x) − 1. */
function gateKernels(kernel: tf.Tensor2D, hidden: number): tf.Tensor2D[] {
  const rows = kernel.shape[0]
  return [0, 1, 2, 3].map((gate) => {
    const columns = tf.slice(kernel, [0, gate * hidden], [rows, hidden])
    return gate === 3 ? tf.mul<tf.Tensor2D>(columns, 2) : columns
  })
}

function stepForward(
  gates: readonly tf.Tensor2D[],
  x: tf.Tensor2D,
  h: tf.Tensor2D,
  c: tf.Tensor2D | undefined,
): Step & { h: tf.Tensor2D } {
  const xh = tf.concat2d([x, h], 1)
  const [i, f, o, s] = gates.map((b) => tf.fused.matMul({ a: xh, b, activation: 'sigmoid' }))
  const g = tf.sub<tf.Tensor2D>(tf.mul(s!, 2), 1)
  const added = tf.mul<tf.Tensor2D>(i!, g)
  const next = c === undefined ? added : tf.add<tf.Tensor2D>(tf.mul(f!, c), added)
  const tanhC = tf.sub<tf.Tensor2D>(tf.mul(tf.sigmoid(tf.mul(next, 2)), 2), 1)
  return {
    xh,
    i: i as tf.Tensor2D,
    f: f as tf.Tensor2D,
    o: o as tf.Tensor2D,
    g,
    c: next,
    tanhC,
    h: tf.mul<tf.Tensor2D>(o!, tanhC),
  }
}

function unpack(saved: tf.Tensor[]): { kernel: tf.Tensor2D; kept: Step[] } {
  const [kernel, ...rest] = saved as tf.Tensor2D[]
  const kept = Array.from(
    { length: rest.length / KEPT.length },
    (_, s) => Object.fromEntries(KEPT.map((name, i) => [name, rest[s * KEPT.length + i]])) as Step,
  )
  return { kernel: kernel!, kept }
}

/** Gradient of the kernel, given the gradient `dh` of the last hidden state. */
function backward(
  dy: tf.Tensor2D,
  { kernel, kept }: { kernel: tf.Tensor2D; kept: Step[] },
): tf.Tensor2D {
  return tf.tidy(() => {
    const hidden = kernel.shape[1] / KERNEL_GATES
    const inputs = kernel.shape[0] - hidden
    const recurrent = tf.transpose(
      tf.slice(kernel, [inputs, 0], [hidden, kernel.shape[1]]),
    ) as tf.Tensor2D
    const dz: tf.Tensor2D[] = new Array(kept.length)
    let dh = dy
    let dc: tf.Tensor2D | undefined
    for (let s = kept.length - 1; s >= 0; s--) {
      const back = tf.tidy(() => stepBackward(kept[s], kept[s - 1]?.c, dh, dc, recurrent))
      dz[s] = back.dz
      dh = back.dh
      dc = back.dc
    }
    const xh = tf.concat2d(
      kept.map((step) => step.xh),
      0,
    )
    return tf.matMul(tf.transpose(xh) as tf.Tensor2D, tf.concat2d(dz, 0))
  })
}

function stepBackward(
  { i, f, o, g, tanhC }: Step,
  previousC: tf.Tensor2D | undefined,
  dh: tf.Tensor2D,
  dcNext: tf.Tensor2D | undefined,
  recurrent: tf.Tensor2D,
): { dz: tf.Tensor2D; dh: tf.Tensor2D; dc: tf.Tensor2D } {
  const dho = tf.mul<tf.Tensor2D>(dh, o)
  // dc = dh·o·(1 − tanh²c), plus what the next step hands back through its forget gate.
  const through = tf.sub<tf.Tensor2D>(dho, tf.mul(dho, tf.mul(tanhC, tanhC)))
  const dc = dcNext === undefined ? through : tf.add<tf.Tensor2D>(through, dcNext)
  const dci = tf.mul<tf.Tensor2D>(dc, i)
  const dcig = tf.mul<tf.Tensor2D>(dci, g)
  const dcf = tf.mul<tf.Tensor2D>(dc, f)
  // σ′ = σ(1 − σ) for the gates, 1 − g² for the candidate.
  const zi = tf.mul<tf.Tensor2D>(dcig, tf.sub(1, i))
  const zf =
    previousC === undefined
      ? tf.zerosLike(dc)
      : tf.mul<tf.Tensor2D>(tf.mul(dcf, previousC), tf.sub(1, f))
  const zo = tf.mul<tf.Tensor2D>(tf.mul(dho, tanhC), tf.sub(1, o))
  const zg = tf.sub<tf.Tensor2D>(dci, tf.mul(dcig, g))
  const dz = tf.concat2d([zi, zf, zo, zg], 1)
  if (previousC === undefined) return { dz, dh, dc }
  return { dz, dh: tf.matMul(dz, recurrent), dc: dcf }
}
