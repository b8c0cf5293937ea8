import type { ViewName } from '../config/config.ts'
import { parseConfig } from '../config/parse.ts'
import type { RasterSample } from '../data/samples.ts'
import { createDataset } from '../pipeline/dataset.ts'
import { createReader, type Sample } from '../pipeline/reader.ts'
import { startRun } from '../run/run.ts'
import { runFolder } from '../run/run-folder.ts'
import { TOY_LABELS } from './toy-dataset.ts'
import { toyInks } from './toy-inks.ts'

/** Validation sets of the toy inks, and of images of other ones. */
export const TOY_SETS = [
  { name: 'mnist', samples: toyImages(60) },
  { name: 'pendigits', samples: toyInks(60, 'validation') },
]

/** Trains a tiny network on toy inks into `runs/<id>`; answers the folder of the run. */
export async function trainToyRun(
  runs: string,
  id: string,
  view: ViewName,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const config = parseConfig({
    view,
    labels: TOY_LABELS,
    sources: { mnist: 1, pendigits: 1 },
    hidden: 8,
    epochs: 3,
    batch: 16,
    warmup: 2,
    learningRate: 0.02,
    ema: 0,
    dropout: 0,
    augment: false,
    threads: 1,
    ...changes,
  })
  const inks = toyInks(120, 'train')
  const source = { name: 'pendigits', weight: 1, train: inks, validation: inks.slice(0, 12) }
  const folder = runFolder(runs, id)
  await startRun(config, { folder, dataset: createDataset([source], TOY_LABELS) })
  return folder.path
}

/** Toy inks as images, such as MNIST's. */
function toyImages(count: number): RasterSample[] {
  const inks: Sample[] = toyInks(count, 'images')
  const reader = createReader({
    view: 'raster',
    augment: false,
    labels: TOY_LABELS,
    samples: inks,
  })
  return inks.map(({ label }, i) => {
    const raster = new Float32Array(28 * 28)
    reader.read(i, raster)
    return { raster: Uint8Array.from(raster, (v) => Math.round(255 * v)), label, source: 'mnist' }
  })
}
