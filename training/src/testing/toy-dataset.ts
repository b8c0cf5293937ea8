import type { RasterSample } from '../data/samples.ts'
import { createDataset, type Dataset } from '../pipeline/dataset.ts'
import { createRandom } from '../random.ts'

export const TOY_LABELS = ['0', '1', '2']

/** Noisy images with one bright row, whose height is the label: easy, but not for an untrained network. */
export function toyDataset(samples = 96): Dataset {
  const random = createRandom('toy images')
  const images = Array.from({ length: samples }, (_, i) => toyImage(i % TOY_LABELS.length, random))
  const validation = images.slice(0, 12)
  return createDataset([{ name: 'mnist', weight: 1, train: images, validation }], TOY_LABELS)
}

function toyImage(label: number, random: ReturnType<typeof createRandom>): RasterSample {
  const raster = Uint8Array.from({ length: 784 }, () => random.int(60))
  raster.fill(250, (6 + 7 * label) * 28, (9 + 7 * label) * 28)
  return { raster, label: TOY_LABELS[label], source: 'mnist' }
}
