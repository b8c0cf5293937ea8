import {
  type Ink,
  RASTER_LENGTH,
  RASTER_SIZE,
  rasterize,
  TRACE_FEATURES,
  TRACE_STEPS,
  trace,
} from '@edgeink/ink'
import { InputError } from '../errors.ts'
import type { ViewInput } from '../manifest.ts'

/** What a model is asked about: strokes, or an image that is already a raster (784 numbers in 0..1, ink = 1). */
export type ModelInput = { readonly ink: Ink } | { readonly raster: Float32Array }

/** How a view is made, and the shape of its classifier's input. */
export interface View {
  readonly steps: number
  readonly features: number
  /** Whether an image has this view. */
  readonly ofImages: boolean
  /** Writes the view to `out`. */
  write(input: ModelInput, out: Float32Array): void
}

/** The views that this version makes; their names carry the version. */
export const VIEWS: Readonly<Record<ViewInput, View>> = {
  'raster/1': {
    steps: RASTER_SIZE,
    features: RASTER_SIZE,
    ofImages: true,
    write(input, out) {
      if ('ink' in input) rasterize(input.ink, { out })
      else out.set(checkRaster(input.raster))
    },
  },
  'trace/1': {
    steps: TRACE_STEPS,
    features: TRACE_FEATURES,
    ofImages: false,
    write(input, out) {
      if ('ink' in input) trace(input.ink, { out })
    },
  },
}

function checkRaster(raster: Float32Array): Float32Array {
  if (!(raster instanceof Float32Array) || raster.length !== RASTER_LENGTH) {
    throw new InputError(
      `expected a raster of ${RASTER_LENGTH} numbers in a Float32Array, got ${raster?.length}`,
    )
  }
  const bad = raster.findIndex((value) => !(value >= 0 && value <= 1))
  if (bad >= 0) {
    throw new InputError(`expected numbers in 0..1, got ${raster[bad]} at ${bad} of the raster`)
  }
  return raster
}
