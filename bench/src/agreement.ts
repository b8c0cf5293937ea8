/**
 * `npm run bench agreement`: each kernel beside a float64 reference of the same weights, on all of MNIST's test
 * images and on the validation inks of UNIPEN and Pendigits. Nothing is chosen by it: it judges arithmetic.
 */
import { readFile } from 'node:fs/promises'
import { type KernelName, loadClassifier } from '@edgeink/engine'
import { decodeRecurrentClassifier } from '@edgeink/engine/onnx'
import { referenceLogits } from '@edgeink/engine/reference'
import { rasterize, trace } from '@edgeink/ink'
import {
  type InkSample,
  loadMnist,
  loadPendigits,
  loadUnipen,
} from '../../training/src/data/index.ts'
import { type Agreement, compareLogits } from './agreement/compare.ts'
import { machine, printTable, writeResult } from './result.ts'

const MODEL = new URL('../../packages/models/digits/', import.meta.url)

const KERNELS = ['wasm-relaxed', 'wasm-simd', 'js'] as const satisfies KernelName[]

/** Inputs of one view with their labels. */
interface LabelledSet {
  readonly set: string
  readonly file: string
  readonly inputs: Float32Array
  readonly labels: readonly string[]
}

interface Row extends Agreement {
  readonly set: string
  readonly file: string
  readonly kernel: KernelName
}

export async function run(): Promise<void> {
  const rows: Row[] = []
  for (const set of await loadSets()) rows.push(...(await judge(set)))
  printTable(rows)
  await writeResult('agreement', { command: 'npm run bench agreement', machine: machine(), rows })
}

async function loadSets(): Promise<LabelledSet[]> {
  const { test } = await loadMnist()
  const inks = [...(await loadUnipen(['1a'])).validation, ...(await loadPendigits()).validation]
  const images = test.map(({ raster }) => Float32Array.from(raster, (pixel) => pixel / 255))
  return [
    labelled('MNIST test images', 'raster.onnx', images, test),
    labelled('validation inks', 'raster.onnx', viewsOf(inks, rasterize), inks),
    labelled('validation inks', 'trace.onnx', viewsOf(inks, trace), inks),
  ]
}

function viewsOf(samples: readonly InkSample[], view: (ink: InkSample['ink']) => Float32Array) {
  return samples.map(({ ink }) => view(ink))
}

function labelled(
  set: string,
  file: string,
  views: readonly Float32Array[],
  samples: readonly { readonly label: string }[],
): LabelledSet {
  const length = views[0].length
  const inputs = new Float32Array(views.length * length)
  views.forEach((view, i) => {
    inputs.set(view, i * length)
  })
  return { set, file, inputs, labels: samples.map(({ label }) => label) }
}

async function judge({ set, file, inputs, labels }: LabelledSet): Promise<Row[]> {
  const bytes = await readFile(new URL(file, MODEL))
  const network = decodeRecurrentClassifier(bytes)
  const expected = referenceLogits(network, inputs, labels.length)
  const positions = labels.map((label) => network.labels.indexOf(label))
  const rows: Row[] = []
  for (const kernel of KERNELS) {
    const classifier = await loadClassifier(bytes, { kernel })
    const actual = classifier.logits(inputs, labels.length)
    classifier.dispose()
    rows.push({ set, file, kernel, ...compareLogits(actual, expected, positions) })
  }
  return rows
}
