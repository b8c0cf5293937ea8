/** A model of ten digits with random weights: it answers nonsense, but the way a real one does. */
import type { ModelManifest, ModelView, ViewInput } from '@edgeink/engine'
import { encodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { randomNetwork } from '@edgeink/engine/reference'
import { TRACE_FEATURES, TRACE_STEPS } from '@edgeink/ink'

export interface StandInModel {
  readonly manifest: ModelManifest
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>
}

const LABELS = [...'0123456789']

export async function standInModel(): Promise<StandInModel> {
  const raster = encode('rows', {})
  const trace = encode('trace', { steps: TRACE_STEPS, features: TRACE_FEATURES })
  const manifest: ModelManifest = {
    format: 'edgeink-model/1',
    id: 'digits',
    version: '0.0.0-standin',
    labels: LABELS,
    views: [
      await view('raster/1', 'raster.onnx', raster),
      await view('trace/1', 'trace.onnx', trace),
    ],
    temperature: 1,
    temperatures: { partial: 4 },
    reject: { threshold: 0 },
  }
  return { manifest, files: { 'raster.onnx': raster, 'trace.onnx': trace } }
}

function encode(name: string, shape: { steps?: number; features?: number }) {
  const network = randomNetwork({ labels: LABELS.length, ...shape })
  const input = { ...network.input, name }
  return new Uint8Array(encodeRecurrentClassifier({ ...network, labels: LABELS, input }))
}

async function view(
  input: ViewInput,
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ModelView> {
  return { input, file, sha256: await sha256(bytes), bytes: bytes.length, weight: 1 }
}

/** Lower-case hexadecimal, as a manifest has it. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A `fetch` that serves the model's folder below `https://models.example/digits/`. */
export function serveModel({ manifest, files }: StandInModel): typeof globalThis.fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted()
    const name = new URL(String(input)).pathname.split('/').at(-1)!
    if (name === 'manifest.json') return Response.json(manifest)
    if (!Object.hasOwn(files, name)) return new Response('', { status: 404 })
    return new Response(files[name])
  }
}

/** Where {@link serveModel} serves the manifest. */
export const MANIFEST_URL = 'https://models.example/digits/manifest.json'
