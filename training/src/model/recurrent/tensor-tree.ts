import * as tf from '@tensorflow/tfjs'

/** Applies `map` to every tensor in nested arrays and records, always in the same order; other values stay. */
export function mapTensors<T>(tree: T, map: (tensor: tf.Tensor) => tf.Tensor): T {
  return mapNode(tree, map) as T
}

function mapNode(node: unknown, map: (tensor: tf.Tensor) => tf.Tensor): unknown {
  if (node instanceof tf.Tensor) return map(node)
  if (Array.isArray(node)) return node.map((child) => mapNode(child, map))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, mapNode(child, map)]))
}

/** The tensors of a tree, in the order of `mapTensors`. */
export function listTensors(tree: unknown): tf.Tensor[] {
  const tensors: tf.Tensor[] = []
  mapTensors(tree, (tensor) => {
    tensors.push(tensor)
    return tensor
  })
  return tensors
}

/** The tree with its tensors replaced by `tensors`, which stand in the order of `listTensors`. */
export function replaceTensors<T>(tree: T, tensors: readonly tf.Tensor[]): T {
  let next = 0
  return mapTensors(tree, () => tensors[next++])
}
