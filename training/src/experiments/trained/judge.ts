import { loadModel } from '@edgeink/engine'
import type { RasterSample } from '../../data/index.ts'
import { type Counted, counted } from '../../evaluate/counted.ts'
import { type FolderModel, readModelFolder } from '../../evaluate/model-folder.ts'
import { predictInputs, toUnit } from '../../evaluate/predict.ts'
import { deformSet } from '../deform/deform-set.ts'
import { DEFORMATIONS } from '../deform/deformations.ts'

/** Right answers under one deformation. */
export interface DeformedScore extends Counted {
  readonly deformation: string
  readonly range: string
}

/** Right answers of the int8 file by one engine, beside the float32 file by onnxruntime-web. */
export interface Int8Score extends Counted {
  readonly engine: (typeof INT8_ENGINES)[number]['name']
  /** Answers that are not those of float32. */
  readonly changed: number
}

/** What runs the int8 file: onnxruntime-web, and our engine's two kernels. */
const INT8_ENGINES = [
  { name: 'onnxruntime-web', options: { engine: 'ort' } },
  { name: 'wasm-relaxed', options: { kernel: 'wasm-relaxed' } },
  { name: 'wasm-simd', options: { kernel: 'wasm-simd' } },
] as const

/** The float32 file's answers to test images as they are, and how many are right. */
export async function judgeTest(
  folder: string,
  images: readonly RasterSample[],
): Promise<{ readonly labels: readonly string[]; readonly score: Counted }> {
  const source = await readModelFolder(folder)
  const labels = await answers(source, { engine: 'ort' }, plain(images))
  return { labels, score: count(labels, images) }
}

/** Judges the float32 file on the same test images under each deformation, and tells of each as it is done. */
export async function judgeDeformed(
  folder: string,
  images: readonly RasterSample[],
  seed: number,
  tell: (score: DeformedScore) => void,
): Promise<DeformedScore[]> {
  const source = await readModelFolder(folder)
  const rasters = images.map(({ raster }) => raster)
  const scores: DeformedScore[] = []
  for (const deformation of DEFORMATIONS) {
    const deformed = deformSet(rasters, deformation, seed)
    const labels = await answers(source, { engine: 'ort' }, deformed)
    const { name, range } = deformation
    const score = { deformation: name, range, ...count(labels, images) }
    tell(score)
    scores.push(score)
  }
  return scores
}

/** Judges the int8 file by each engine, beside the answers of the float32 file. */
export async function judgeInt8(
  folder: string,
  images: readonly RasterSample[],
  float32: readonly string[],
): Promise<Int8Score[]> {
  const rasters = plain(images)
  const source = await readModelFolder(folder, true)
  const scores: Int8Score[] = []
  for (const { name, options } of INT8_ENGINES) {
    const labels = await answers(source, options, rasters)
    const changed = labels.filter((label, i) => label !== float32[i]).length
    scores.push({ engine: name, ...count(labels, images), changed })
  }
  return scores
}

/** The best label for each image. */
async function answers(
  source: FolderModel,
  options: Parameters<typeof loadModel>[1],
  rasters: readonly Float32Array[],
): Promise<string[]> {
  const model = await loadModel(source, options)
  try {
    const predictions = await predictInputs(
      model,
      rasters.map((raster) => ({ raster })),
      { topK: 1 },
    )
    return predictions.map(({ candidates }) => candidates[0].label)
  } finally {
    model.dispose()
  }
}

function plain(images: readonly RasterSample[]): Float32Array[] {
  return images.map(({ raster }) => toUnit(raster))
}

function count(labels: readonly string[], images: readonly RasterSample[]): Counted {
  const correct = labels.filter((label, i) => label === images[i].label).length
  return counted(correct, labels.length)
}
