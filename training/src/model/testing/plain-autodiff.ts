import * as tf from '@tensorflow/tfjs'
import type { NetworkShape } from '../architecture.ts'
import type { Batch } from '../batch-tensors.ts'
import type { NamedTensors } from '../parameters.ts'

/**
 * The recurrent networks of one layer in plain operations, differentiated by TensorFlow.js: an oracle of our own
 * gradients beside finite differences.
 */
export function plainLogits(
  { architecture, hidden, readout }: NetworkShape,
  parameters: NamedTensors,
  { rows, columns }: Batch,
): tf.Tensor2D {
  const cell =
    architecture === 'rnn' ? plainRnn : architecture.endsWith('gru') ? plainGru : plainLstm
  const scans = [
    { name: 'rows.0', steps: rows! },
    ...(columns ? [{ name: 'columns.0', steps: columns }] : []),
  ]
  const state = scans.flatMap(({ name, steps }) => {
    const inTime = [
      scan(cell, parameters[`${name}.forward`], steps, hidden),
      ...(`${name}.backward` in parameters
        ? [scan(cell, parameters[`${name}.backward`], steps.toReversed(), hidden).toReversed()]
        : []),
    ]
    return plainReadout(readout, inTime)
  })
  const ones = tf.ones([rows![0].shape[0], 1]) as tf.Tensor2D
  return tf.matMul(tf.concat2d([...state, ones], 1), parameters.head)
}

function plainReadout(readout: NetworkShape['readout'], inTime: tf.Tensor2D[][]): tf.Tensor2D[] {
  const last = inTime[0].length - 1
  if (readout === 'final') return inTime.map((states, d) => states[d === 0 ? last : 0])
  if (readout === 'last-step') return inTime.map((states) => states[last])
  const stacks = inTime.map((states) => tf.stack(states))
  return [
    ...stacks.map((stack) => tf.mean(stack, 0) as tf.Tensor2D),
    ...stacks.map((stack) => tf.max(stack, 0) as tf.Tensor2D),
  ]
}

interface PlainState {
  readonly h: tf.Tensor2D
  readonly c: tf.Tensor2D
}

type PlainCell = (kernel: tf.Tensor2D, x: tf.Tensor2D, state: PlainState) => PlainState

function scan(
  cell: PlainCell,
  kernel: tf.Tensor2D,
  steps: readonly tf.Tensor2D[],
  hidden: number,
): tf.Tensor2D[] {
  const zeros = tf.zeros([steps[0].shape[0], hidden]) as tf.Tensor2D
  let state: PlainState = { h: zeros, c: zeros }
  return steps.map((x) => {
    state = cell(kernel, x, state)
    return state.h
  })
}

const plainRnn: PlainCell = (kernel, x, { h, c }) => ({
  h: tf.tanh(tf.matMul(tf.concat2d([x, h], 1), kernel)),
  c,
})

const plainLstm: PlainCell = (kernel, x, { h, c }) => {
  const z = tf.matMul(tf.concat2d([x, h], 1), kernel)
  const [i, f, o, g] = tf.split(z, 4, 1)
  const next = tf.add<tf.Tensor2D>(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
  return { h: tf.mul(tf.sigmoid(o), tf.tanh(next)), c: next }
}

const plainGru: PlainCell = (kernel, x, { h, c }) => {
  const width = x.shape[1]
  const columns = kernel.shape[1]
  const fromX = tf.matMul(x, tf.slice(kernel, [0, 0], [width, columns]))
  const fromH = tf.matMul(h, tf.slice(kernel, [width, 0], [kernel.shape[0] - width, columns]))
  const [zx, rx, nx] = tf.split(fromX as tf.Tensor2D, 3, 1)
  const [zh, rh, nh] = tf.split(fromH as tf.Tensor2D, 3, 1)
  const z = tf.sigmoid(tf.add(zx, zh))
  const n = tf.tanh(tf.add(nx, tf.mul(tf.sigmoid(tf.add(rx, rh)), nh)))
  return { h: tf.add(tf.mul(tf.sub(1, z), n), tf.mul(z, h)), c }
}
