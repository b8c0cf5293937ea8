/** Which implementation answers: our kernels, or onnxruntime-web as the reference. */
export type EngineName = 'wasm' | 'ort'

/** The arithmetic behind an engine. `js` needs no WebAssembly; `ort` is onnxruntime-web's own. */
export type KernelName = 'wasm-relaxed' | 'wasm-simd' | 'js' | 'ort'

/** What every classifier tells of itself. `inputLength = steps × features`. */
export interface ClassifierInfo {
  readonly engine: EngineName
  readonly kernel: KernelName
  /** One label for each output, in the order of the outputs. */
  readonly labels: readonly string[]
  /** Time steps of an input: 28 rows for a raster, 64 points for a trace. */
  readonly steps: number
  /** Numbers in a time step: 28 pixels, or 5 features of the pen. */
  readonly features: number
}

/**
 * A loaded model that answers at once. Inputs are `n × steps × features` numbers, row-major;
 * answers are `n × labels.length` numbers, written into `out` when it is given.
 *
 * @throws {InputError} when the length is not `n × steps × features`, or a value is not finite
 * @throws {DisposedError} after {@link Classifier.dispose}
 */
export interface Classifier extends ClassifierInfo {
  /** Probabilities: each row sums to 1. `n` defaults to 1. */
  classify(inputs: Float32Array, n?: number, out?: Float32Array): Float32Array
  /** The logits before the softmax. `n` defaults to 1. */
  logits(inputs: Float32Array, n?: number, out?: Float32Array): Float32Array
  /** Frees the memory. Idempotent; any other use afterwards throws. */
  dispose(): void
}

/** The same contract for engines whose arithmetic is asynchronous (onnxruntime-web). */
export interface AsyncClassifier extends ClassifierInfo {
  classify(inputs: Float32Array, n?: number, out?: Float32Array): Promise<Float32Array>
  logits(inputs: Float32Array, n?: number, out?: Float32Array): Promise<Float32Array>
  dispose(): void
}
