import * as tf from '@tensorflow/tfjs'

/** How a view's numbers are normalised before the first layer: `(x − mean) / std`. */
export interface Normalisation {
  readonly mean: number
  readonly std: number
}

/** What the inputs of a batch are made of: `[batch, steps, features]`. */
export interface BatchShape {
  readonly steps: number
  readonly features: number
}

/** Forms of a batch: its rows in time, its columns in time, or whole images. */
export type InputKind = 'rows' | 'columns' | 'image'

/** The inputs of a batch, normalised, in the forms that a network reads. */
export interface Batch {
  /** One `[batch, features + 1]` for each step; the last column ones, which meet the bias row of a kernel. */
  readonly rows?: readonly tf.Tensor2D[]
  /** One `[batch, steps + 1]` for each feature, with ones likewise. */
  readonly columns?: readonly tf.Tensor2D[]
  /** `[batch, steps, features, 1]` */
  readonly image?: tf.Tensor4D
}

/** Turns `[batch, steps, features]` numbers into the forms asked for; the caller disposes them. */
export function createBatch(
  inputs: Float32Array,
  shape: BatchShape,
  { mean, std }: Normalisation,
  kinds: readonly InputKind[],
): Batch {
  const normalised = inputs.map((x) => (x - mean) / std)
  const { steps, features } = shape
  return {
    ...(kinds.includes('rows') && { rows: rowTensors(normalised, shape) }),
    ...(kinds.includes('columns') && { columns: columnTensors(normalised, shape) }),
    ...(kinds.includes('image') && {
      image: tf.tensor4d(normalised, [inputs.length / (steps * features), steps, features, 1]),
    }),
  }
}

function rowTensors(values: Float32Array, { steps, features }: BatchShape): tf.Tensor2D[] {
  return timeSteps(values, { count: steps, width: features, step: features, next: 1 })
}

function columnTensors(values: Float32Array, { steps, features }: BatchShape): tf.Tensor2D[] {
  return timeSteps(values, { count: features, width: steps, step: 1, next: features })
}

/** Where the numbers of a time step lie in a sample: from one step to the next, and from one number to the next. */
interface Walk {
  readonly count: number
  readonly width: number
  readonly step: number
  readonly next: number
}

function timeSteps(values: Float32Array, { count, width, step, next }: Walk): tf.Tensor2D[] {
  const size = count * width
  const batch = values.length / size
  return Array.from({ length: count }, (_, t) => {
    const out = new Float32Array(batch * (width + 1)).fill(1)
    for (let b = 0; b < batch; b++) {
      const from = b * size + t * step
      const to = b * (width + 1)
      for (let i = 0; i < width; i++) out[to + i] = values[from + i * next]
    }
    return tf.tensor2d(out, [batch, width + 1])
  })
}
