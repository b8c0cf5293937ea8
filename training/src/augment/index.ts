export { linearMap } from './affine.ts'
export { type AugmentedInk, augmentInk } from './augment-ink.ts'
export { augmentRaster } from './augment-raster.ts'
export {
  AugmentationError,
  INK_AUGMENTATION,
  type InkAugmentation,
  inkAugmentation,
  NO_INK_AUGMENTATION,
  NO_RASTER_AUGMENTATION,
  RASTER_AUGMENTATION,
  type RasterAugmentation,
  rasterAugmentation,
} from './options.ts'
export { thinPoints } from './sampling.ts'
export { writeVariant } from './variants.ts'
