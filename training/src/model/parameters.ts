import * as tf from '@tensorflow/tfjs'

/** How the rows of a parameter begin. A block covers `rows` rows; blocks follow each other. */
export type InitialBlock =
  | { readonly kind: 'glorot'; readonly rows: number }
  | { readonly kind: 'orthogonal'; readonly rows: number }
  | { readonly kind: 'bias'; readonly rows: 1; readonly values: Float32Array }

/** A matrix of the network, before it has values. */
export interface ParameterSpec {
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** Gates side by side in the columns: each is initialised as a matrix of its own. */
  readonly gates: number
  readonly blocks: readonly InitialBlock[]
  /** Whether the exported int8 file has its matrices as int8: see `fakeQuantize`. */
  readonly int8?: boolean
}

/** Where each parameter lies in the one flat array that optimizer, threads and checkpoints share. */
export interface ParameterLayout {
  readonly specs: readonly ParameterSpec[]
  readonly offsets: readonly number[]
  /** Numbers in all parameters together. */
  readonly size: number
}

export type NamedArrays = Readonly<Record<string, Float32Array>>
export type NamedTensors = Readonly<Record<string, tf.Tensor2D>>

/** Lays the parameters out one after the other. */
export function layoutParameters(specs: readonly ParameterSpec[]): ParameterLayout {
  const offsets: number[] = []
  let size = 0
  for (const spec of specs) {
    offsets.push(size)
    size += spec.rows * spec.columns
  }
  return { specs, offsets, size }
}

/** Views (not copies) of the parameters in `flat`, in the order of the layout. */
export function parameterViews(layout: ParameterLayout, flat: Float32Array): Float32Array[] {
  return layout.specs.map((spec, i) =>
    flat.subarray(layout.offsets[i], layout.offsets[i] + spec.rows * spec.columns),
  )
}

/** The same views by name. */
export function namedViews(layout: ParameterLayout, flat: Float32Array): NamedArrays {
  const views = parameterViews(layout, flat)
  return Object.fromEntries(layout.specs.map((spec, i) => [spec.name, views[i]]))
}

/** Copies the parameters into tensors of the current backend; the caller disposes them. */
export function parameterTensors(layout: ParameterLayout, flat: Float32Array): tf.Tensor2D[] {
  return parameterViews(layout, flat).map((values, i) => {
    const { rows, columns } = layout.specs[i]
    return tf.tensor2d(values.slice(), [rows, columns])
  })
}

/** Tensors by the name of their parameter. */
export function nameTensors(layout: ParameterLayout, tensors: readonly tf.Tensor[]): NamedTensors {
  return Object.fromEntries(layout.specs.map((spec, i) => [spec.name, tensors[i] as tf.Tensor2D]))
}

/** 1 where weight decay applies, 0 on biases. */
export function decayMask(layout: ParameterLayout): Float32Array {
  const mask = new Float32Array(layout.size).fill(1)
  layout.specs.forEach((spec, i) => {
    let row = 0
    for (const block of spec.blocks) {
      const start = layout.offsets[i] + row * spec.columns
      if (block.kind === 'bias') mask.fill(0, start, start + spec.columns)
      row += block.rows
    }
  })
  return mask
}
