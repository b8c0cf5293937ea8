import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  decodeRecurrentClassifier,
  encodeRecurrentClassifier,
  type RecurrentClassifier,
} from '@edgeink/engine/onnx'
import { randomNetwork } from '@edgeink/engine/reference'
import { type Ink, rasterize } from '@edgeink/ink'
import { loadPendigits } from '../../../training/src/data/index.ts'
import type { Inks } from './repeat.ts'
import type { ModelBytes } from './subjects.ts'

const SHIPPED = new URL('../../../packages/models/digits/raster.onnx', import.meta.url)

/** Inks that a measurement goes through. */
const INKS = 256

/** What all engines are given: one network and the same inks. */
export interface Workload {
  readonly bytes: ModelBytes
  /** The inks as rasters, and as strokes. */
  readonly inks: Inks
  readonly strokes: readonly Ink[]
}

/** A workload in a folder, for other processes. */
export interface StoredWorkload extends Workload, AsyncDisposable {
  /** The model's file, or what stands for it. */
  readonly model: string
  readonly folder: string
}

/** The shipped digits model, or the paper's network with random weights if asked; and digits of Pendigits' training writers, rasterized. */
export async function storeWorkload({ random = false } = {}): Promise<StoredWorkload> {
  const shipped = !random && existsSync(SHIPPED)
  const network = shipped
    ? decodeRecurrentClassifier(await readFile(SHIPPED))
    : randomNetwork({ hidden: [128] })
  const strokes = await loadStrokes()
  const inks = rasterizeAll(strokes, network.labels.length)
  const workload = { bytes: encodeBoth(network), inks, strokes }
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-bench-'))
  await writeFile(join(folder, 'float32.onnx'), workload.bytes.float32)
  await writeFile(join(folder, 'int8.onnx'), workload.bytes.int8)
  await writeFile(join(folder, 'strokes.json'), JSON.stringify(strokes))
  await writeFile(join(folder, 'inks.f32'), bytesOf(workload.inks.inputs))
  await writeFile(
    join(folder, 'inks.json'),
    JSON.stringify({ ...workload.inks, inputs: undefined }),
  )
  return {
    ...workload,
    model: shipped ? 'packages/models/digits/raster.onnx' : 'random weights, 28 → 128 × 2 → 10',
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Reads what `storeWorkload` wrote. */
export async function readWorkload(folder: string): Promise<Workload> {
  const read = (name: string) => readFile(join(folder, name))
  const inputs = new Float32Array(new Uint8Array(await read('inks.f32')).buffer)
  const inks = { ...JSON.parse((await read('inks.json')).toString()), inputs }
  const strokes = JSON.parse((await read('strokes.json')).toString())
  const bytes = { float32: await read('float32.onnx'), int8: await read('int8.onnx') }
  return { bytes, inks, strokes }
}

function encodeBoth(network: RecurrentClassifier): ModelBytes {
  return {
    float32: encodeRecurrentClassifier(network),
    int8: encodeRecurrentClassifier(network, { quantize: 'int8' }),
  }
}

async function loadStrokes(): Promise<Ink[]> {
  const { train } = await loadPendigits()
  const stride = Math.floor(train.length / INKS)
  return Array.from({ length: INKS }, (_, i) => train[i * stride].ink)
}

function rasterizeAll(strokes: readonly Ink[], labels: number): Inks {
  const rasters = strokes.map((ink) => rasterize(ink))
  const inputs = new Float32Array(rasters.length * rasters[0].length)
  rasters.forEach((raster, i) => {
    inputs.set(raster, i * raster.length)
  })
  return { inputs, count: strokes.length, labels }
}

function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength)
}
