import { DataError } from './errors.ts'
import { parseIdx } from './idx.ts'
import type { RasterSample } from './samples.ts'
import { type MnistFileName, mnistFile } from './source/data-files.ts'
import { type DataOptions, openDataFile } from './source/locate.ts'

const SIDE = 28

/**
 * Reads one of MNIST's two sets: `train` (60,000) or `t10k` (10,000).
 *
 * @throws {DataError} see {@link openDataFile}
 */
export async function readMnist(
  set: 'train' | 't10k',
  options: DataOptions = {},
): Promise<RasterSample[]> {
  const imagesName: MnistFileName = `${set}-images-idx3-ubyte`
  const labelsName: MnistFileName = `${set}-labels-idx1-ubyte`
  const images = await openDataFile(mnistFile(imagesName), options)
  const labels = await openDataFile(mnistFile(labelsName), options)
  return pairMnist(images, labels, imagesName)
}

/**
 * Pairs MNIST's images with their labels. The rasters are views of `images`.
 *
 * @throws {DataError} `DATA_FORMAT` when the files do not belong together
 */
export function pairMnist(images: Uint8Array, labels: Uint8Array, name = 'MNIST'): RasterSample[] {
  const { dims, data } = parseIdx(images, 3, name)
  const digits = parseIdx(labels, 1, name).data
  const [count, rows, columns] = dims
  if (rows !== SIDE || columns !== SIDE || count !== digits.length) {
    throw new DataError(
      'DATA_FORMAT',
      `${name}: expected ${digits.length} images of ${SIDE} × ${SIDE}, got ${count} of ${rows} × ${columns}. Do images and labels belong together?`,
    )
  }
  const length = SIDE * SIDE
  return Array.from({ length: count }, (_, index) => ({
    raster: data.subarray(index * length, (index + 1) * length),
    label: String(digits[index]),
    source: 'mnist',
  }))
}
