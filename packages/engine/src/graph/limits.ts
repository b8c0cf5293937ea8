/**
 * What the kernels take, in one place: large enough for handwriting, small enough that no file can ask for
 * more memory than a page or a worker has.
 */
export const LIMITS = {
  /** Bytes of an ONNX file. */
  fileBytes: 16 * 1024 * 1024,
  /** Weights and biases of a network. */
  parameters: 4_000_000,
  steps: 1024,
  features: 1024,
  branches: 2,
  layers: 8,
  directions: 2,
  /** Hidden units of one direction; a multiple of `hiddenMultiple`, the width of the kernels' blocks. */
  hiddenSize: 256,
  hiddenMultiple: 8,
  labels: 256,
  /** Largest magnitude of a weight or an input: far beyond use, and no sum of products can overflow. */
  magnitude: 1e6,
  /** Smallest standard deviation of the input normalisation. */
  std: 1e-6,
} as const
