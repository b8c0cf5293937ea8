import * as ort from 'onnxruntime-web/wasm'
import type { AsyncClassifier } from '../classifier.ts'
import { KernelUnavailableError, UnsupportedModelError } from '../errors.ts'
import { describeModel } from './describe-model.ts'
import { OrtClassifier } from './ort-classifier.ts'
import { createInTurn } from './precompiled-module.ts'

export interface OrtClassifierOptions {
  readonly signal?: AbortSignal
  readonly modules?: {
    /**
     * onnxruntime-web's own WebAssembly, compiled: needed where bytes may not be compiled (workerd). Without it,
     * onnxruntime-web finds its file as its own documentation says.
     */
    readonly ort?: WebAssembly.Module
  }
}

/**
 * Loads any classifier into onnxruntime-web, on one thread: one code path for browser, workerd and Node.
 *
 * @throws {ModelFormatError} when the bytes are damaged
 * @throws {UnsupportedModelError} when it is no classifier, or onnxruntime-web refuses it
 * @throws {KernelUnavailableError} when onnxruntime-web's WebAssembly cannot be loaded
 */
export async function loadOrtClassifier(
  bytes: Uint8Array,
  { signal, modules }: OrtClassifierOptions = {},
): Promise<AsyncClassifier> {
  signal?.throwIfAborted()
  const model = describeModel(bytes)
  ort.env.wasm.numThreads = 1
  const session = await createInTurn(() => createSession(bytes), modules?.ort)
  if (signal?.aborted) {
    await session.release()
    throw signal.reason
  }
  return new OrtClassifier(session, model)
}

/** Errors only in the console: its warnings about the graph are of no use to a page. */
const SESSION: ort.InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  logSeverityLevel: 3,
}

async function createSession(bytes: Uint8Array): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(bytes, SESSION)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    if (reason.includes('no available backend')) {
      throw new KernelUnavailableError('ort', reason, { cause })
    }
    throw new UnsupportedModelError(`onnxruntime-web refuses the model: ${reason}`, {
      cause,
      advice: "check the file with ONNX's own checker",
    })
  }
}
