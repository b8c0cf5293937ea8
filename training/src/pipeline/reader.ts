import { RASTER_SIZE, rasterize, TRACE_FEATURES, TRACE_STEPS, trace } from '@edgeink/ink'
import {
  type AugmentedInk,
  augmentInk,
  augmentRaster,
  type InkAugmentation,
  writeVariant,
} from '../augment/index.ts'
import type { InputReader } from '../compute/unit.ts'
import type { ViewName } from '../config/config.ts'
import type { InkSample, RasterSample } from '../data/samples.ts'
import type { Normalisation } from '../model/batch-tensors.ts'
import type { Random } from '../random.ts'
import { labelIndices } from './label-indices.ts'

export type Sample = InkSample | RasterSample

/** What a thread needs to give samples as inputs. It survives `postMessage`. */
export interface ReaderSetup {
  readonly view: ViewName
  readonly augment: boolean
  /** Ranges for strokes that differ from the standard ones. */
  readonly inkAugmentation?: Partial<InkAugmentation>
  readonly labels: readonly string[]
  readonly samples: readonly Sample[]
}

/** Shape and normalisation of a view. Rasters have the mean and deviation of MNIST's training pixels (the paper's). */
export interface ViewShape extends Normalisation {
  readonly steps: number
  readonly features: number
}

export const VIEW_SHAPES: Readonly<Record<ViewName, ViewShape>> = {
  raster: { steps: RASTER_SIZE, features: RASTER_SIZE, mean: 0.1307, std: 0.3081 },
  trace: { steps: TRACE_STEPS, features: TRACE_FEATURES, mean: 0, std: 1 },
}

/** Writes a sample as a view; with `random` augmented. */
type ViewWriter = (
  sample: Sample,
  out: Float32Array,
  random: Random | undefined,
  ranges: Partial<InkAugmentation> | undefined,
) => void

const writeRaster: ViewWriter = (sample, out, random, ranges) => {
  if (sample.source !== 'mnist') {
    const { ink, penWidth } = drawInk(sample, random, ranges)
    rasterize(ink, { out, penWidth })
  } else if (random) augmentRaster(sample.raster, random, {}, out)
  else for (let i = 0; i < out.length; i++) out[i] = sample.raster[i] / 255
}

const writeTrace: ViewWriter = (sample, out, random, ranges) => {
  if (sample.source === 'mnist') throw new Error('internal: an image has no trace')
  trace(drawInk(sample, random, ranges).ink, { out })
}

const WRITERS: Readonly<Record<ViewName, ViewWriter>> = { raster: writeRaster, trace: writeTrace }

/** Gives samples as inputs of a view. Images have no trace: a run on traces must not be given any. */
export function createReader(setup: ReaderSetup): InputReader {
  const { view, augment, inkAugmentation, labels, samples } = setup
  const write = WRITERS[view]
  return {
    labels: labelIndices(samples, labels),
    read: (index, out, random) =>
      write(samples[index], out, augment ? random : undefined, inkAugmentation),
  }
}

function drawInk(
  { ink, label }: InkSample,
  random: Random | undefined,
  ranges: Partial<InkAugmentation> = {},
): AugmentedInk {
  return random
    ? augmentInk(writeVariant(ink, label, random), random, ranges)
    : { ink, penWidth: undefined }
}
