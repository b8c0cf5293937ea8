import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { firstLine } from '../../../training/src/backend/peers.ts'
import { listNvidia } from '../../../training/src/gpu/nvidia.ts'
import { installPeers } from '../engine/native-peers.ts'

export type NvidiaGpus = { readonly names: readonly string[] } | { readonly reason: string }

/** NVIDIA's GPUs of this machine, as its driver's tool lists them. */
export async function findNvidia(): Promise<NvidiaGpus> {
  try {
    const names = (await listNvidia()).split('\n').filter((line) => line.startsWith('GPU '))
    return names.length > 0 ? { names } : { reason: 'nvidia-smi lists no GPU' }
  } catch (error) {
    return { reason: `no NVIDIA GPU was found: ${firstLine(error)}` }
  }
}

const PEERS = fileURLToPath(new URL('../../peers/', import.meta.url))

/**
 * Installs onnxruntime-node, and the providers for GPUs, which its install script downloads.
 *
 * @throws when npm fails
 */
export function prepareProviders(): void {
  installPeers()
  const { status } = spawnSync('npm', ['rebuild', 'onnxruntime-node', '--prefix', PEERS], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'cuda12' },
  })
  if (status !== 0) {
    throw new Error('bench: the CUDA providers of onnxruntime-node could not be downloaded')
  }
}
