import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelManifest, ViewInput } from '@edgeink/engine'
import { RASTER_VERSION, TRACE_VERSION } from '@edgeink/ink'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import type { TrainConfig, ViewName } from '../config/config.ts'
import type { EpochRecord } from '../loop/history.ts'
import type { Calibration } from './calibrate.ts'
import { encodeNetwork } from './encode-network.ts'

const VIEW_INPUTS: Readonly<Record<ViewName, ViewInput>> = {
  raster: RASTER_VERSION,
  trace: TRACE_VERSION,
}

/** How the weights came about: for model cards, not for the engine. */
export interface TrainingInfo {
  readonly config: TrainConfig
  readonly commit: string | undefined
  readonly backend: string
  readonly epochs: number
  readonly seconds: number
  readonly validation: EpochRecord['validation']
  readonly calibration: Calibration
}

/** A manifest with what training knows beyond the engine's needs. */
export interface TrainedManifest extends ModelManifest {
  /** The same view with int8 weights, where the network has such a form: see `encodeNetwork`. */
  readonly quantized?: { readonly file: string; readonly sha256: string; readonly bytes: number }
  readonly training: TrainingInfo
}

/** Writes `<view>.onnx`, `<view>.int8.onnx` if there is such a form, and `manifest.json` into a folder. */
export async function exportModel(
  folder: string,
  config: TrainConfig,
  weights: Float32Array,
  training: TrainingInfo,
): Promise<TrainedManifest> {
  const { float32, int8 } = encodeNetwork(config, weights)
  await mkdir(folder, { recursive: true })
  const view = await writeModel(folder, `${config.view}.onnx`, float32)
  const quantized = int8 && (await writeModel(folder, `${config.view}.int8.onnx`, int8))
  const manifest: TrainedManifest = {
    format: 'edgeink-model/1',
    id: config.model,
    version: config.version,
    labels: config.labels,
    views: [{ input: VIEW_INPUTS[config.view], ...view, weight: 1 }],
    temperature: training.calibration.temperature,
    reject: { threshold: training.calibration.threshold },
    ...(quantized && { quantized }),
    training,
  }
  await writeFileAtomically(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

async function writeModel(folder: string, file: string, bytes: Uint8Array) {
  await writeFileAtomically(join(folder, file), bytes)
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}
