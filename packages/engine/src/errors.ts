/** Base of the errors this package throws by name. `code` is stable; the message is for people. */
export abstract class EngineError extends Error {
  abstract readonly code: string
}

/** A node as an error names it, so that it can be found in a graph viewer. */
export interface NodeName {
  readonly opType: string
  readonly name: string
}

export interface UnsupportedModelOptions extends ErrorOptions {
  readonly node?: NodeName
  /** What to do next; by default, to try onnxruntime-web. */
  readonly advice?: string
}

const TRY_ORT =
  "the wasm engine runs LSTM and GRU classifiers only, load other models with { engine: 'ort' }"

/** The file is sound ONNX, but not a network that the engine runs. */
export class UnsupportedModelError extends EngineError {
  override readonly name = 'UnsupportedModelError'
  readonly code = 'MODEL_UNSUPPORTED'
  readonly node: NodeName | undefined

  constructor(reason: string, options: UnsupportedModelOptions = {}) {
    const { node, advice = TRY_ORT, ...rest } = options
    const where = node ? `node ${node.opType} "${node.name}": ` : ''
    super(`${where}${reason}; ${advice}`, rest)
    this.node = node
  }
}

/** The bytes are not a sound ONNX file. */
export class ModelFormatError extends EngineError {
  override readonly name = 'ModelFormatError'
  readonly code = 'MODEL_FORMAT'
}

/** Numbers, shapes or options that a classifier or a model cannot take. */
export class InputError extends EngineError {
  override readonly name = 'InputError'
  readonly code = 'INPUT'
}

/** Use after `dispose()`. */
export class DisposedError extends EngineError {
  override readonly name = 'DisposedError'
  readonly code = 'DISPOSED'

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} was disposed: load it again before use`, options)
  }
}

/** The kernel that was asked for does not run here. */
export class KernelUnavailableError extends EngineError {
  override readonly name = 'KernelUnavailableError'
  readonly code = 'KERNEL_UNAVAILABLE'
  readonly kernel: string

  constructor(kernel: string, reason: string, options?: ErrorOptions) {
    super(
      `kernel ${kernel} is unavailable: ${reason}; leave \`kernel\` out to let the engine choose`,
      options,
    )
    this.kernel = kernel
  }
}

/** `manifest.json` does not follow its format. */
export class ManifestError extends EngineError {
  override readonly name = 'ManifestError'
  readonly code = 'MANIFEST'
}

/** A model file is not the one its manifest describes. */
export class ModelChecksumError extends EngineError {
  override readonly name = 'ModelChecksumError'
  readonly code = 'MODEL_CHECKSUM'
}
