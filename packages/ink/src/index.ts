export { type Bounds, bounds } from './bounds.ts'
export { InkError, type InkErrorCode } from './error.ts'
export { assertInk, INK_LIMITS, type InkLimits, inkFromArrays } from './parse.ts'
export {
  RASTER_LENGTH,
  RASTER_SIZE,
  RASTER_VERSION,
  type RasterizeOptions,
  rasterize,
} from './raster.ts'
export { resample } from './resample.ts'
export {
  TRACE_FEATURES,
  TRACE_LENGTH,
  TRACE_STEPS,
  TRACE_VERSION,
  type TraceOptions,
  trace,
} from './trace.ts'
export type { Ink, Point, Stroke } from './types.ts'
