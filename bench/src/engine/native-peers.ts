import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Subject } from './subjects.ts'

const PEERS = new URL('../../peers/', import.meta.url)

/** The parts of onnxruntime-node that are called here. */
interface OrtNode {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => object
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: object): Promise<OrtSession>
  }
}

interface OrtSession {
  readonly inputNames: readonly string[]
  run(feeds: Record<string, object>, fetches: readonly string[]): Promise<Record<string, OrtTensor>>
}

interface OrtTensor {
  readonly data: Float32Array
}

/** Installs the peers that are too heavy for every clone. @throws when the registry cannot be reached */
export function installPeers(): void {
  if (existsSync(new URL('node_modules/onnxruntime-node', PEERS))) return
  // The library for CPUs is in the package. Its script would fetch that for GPUs, where it finds a CUDA compiler.
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--prefix', fileURLToPath(PEERS)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) throw new Error('bench: npm ci in bench/peers failed; is there a network?')
}

/** The native onnxruntime, on one thread of the CPU unless `options` of the session say otherwise. */
export async function loadOrtNode(bytes: Uint8Array, options: object = {}): Promise<Subject> {
  const require = createRequire(new URL('package.json', PEERS))
  const ort = require('onnxruntime-node') as OrtNode
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    ...options,
  })
  const [name] = session.inputNames
  return {
    async run(inputs, n, out) {
      const feeds = { [name]: new ort.Tensor('float32', inputs, [n, 28, inputs.length / n / 28]) }
      const { logits } = await session.run(feeds, ['logits'])
      out.set(logits.data)
    },
  }
}
