import { RASTER_LENGTH, RASTER_SIZE } from '@edgeink/ink'
import {
  augmentRaster,
  NO_RASTER_AUGMENTATION,
  type RasterAugmentation,
} from '../../augment/index.ts'
import type { Random } from '../../random.ts'
import { changeThickness } from './thickness.ts'

/** How far each deformation goes: drawn anew for each image, uniformly up to these. */
export const DEFORMATION_RANGES = {
  /** Degrees, either way. */
  rotation: 30,
  /** Change of size: a factor from 0.7 to 1.3. */
  scale: 0.3,
  /** Pixels across for each pixel up, either way. */
  shear: 0.5,
  /** Root mean square of the elastic displacement along an axis, pixels. */
  elastic: 1.5,
  /** See `changeThickness`; -1 would leave nothing of MNIST's thinnest strokes. */
  thickness: [-0.7, 1],
  /** Sides of the blank square, pixels. */
  occlusion: [5, 9],
  /** Deviation of the normal noise on each pixel. */
  noise: 0.3,
} as const

type Deform = (raster: Float32Array, random: Random) => Float32Array

/** One way in which an image is deformed. */
export interface Deformation {
  readonly name: string
  /** For people: how far it goes. */
  readonly range: string
  /** @returns 784 numbers in 0..1, not those of `raster` itself */
  readonly apply: Deform
}

/** Pixels that MNIST's digits lie in: 20 × 20 in the middle. */
const INK = { from: 4, to: 24 } as const

const geometry =
  (changes: Partial<RasterAugmentation>): Deform =>
  (raster, random) =>
    augmentRaster(raster, random, { ...NO_RASTER_AUGMENTATION, ...changes })

const thickness: Deform = (raster, random) =>
  changeThickness(raster, random.uniform(...DEFORMATION_RANGES.thickness))

/** Blanks a square whose middle lies where the digit does. */
const occlusion: Deform = (raster, random) => {
  const [least, most] = DEFORMATION_RANGES.occlusion
  const side = least + random.int(most - least + 1)
  const corner = () => Math.round(random.uniform(INK.from, INK.to) - side / 2)
  const [left, top] = [corner(), corner()]
  const out = raster.slice()
  for (let row = Math.max(0, top); row < Math.min(RASTER_SIZE, top + side); row++) {
    const start = row * RASTER_SIZE
    out.fill(0, start + Math.max(0, left), start + Math.min(RASTER_SIZE, left + side))
  }
  return out
}

const noise: Deform = (raster, random) => {
  const deviation = random.uniform(0, DEFORMATION_RANGES.noise)
  const out = new Float32Array(RASTER_LENGTH)
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.max(0, Math.min(1, raster[i] + random.normal(0, deviation)))
  }
  return out
}

const { rotation, scale, shear, elastic } = DEFORMATION_RANGES

/** The geometry of all is put together before the image is sampled, so that it is blurred once. */
const together: Deform = (raster, random) =>
  [geometry({ rotation, scale, shear, elastic }), thickness, occlusion, noise].reduce(
    (image, deform) => deform(image, random),
    raster,
  )

/** The seven, each alone, and all of them on one image. */
export const DEFORMATIONS: readonly Deformation[] = [
  { name: 'rotation', range: `±${rotation}°`, apply: geometry({ rotation }) },
  { name: 'scale', range: `× ${1 - scale} to ${1 + scale}`, apply: geometry({ scale }) },
  { name: 'shear', range: `±${shear} across for each pixel up`, apply: geometry({ shear }) },
  { name: 'elastic', range: `rms up to ${elastic} px`, apply: geometry({ elastic }) },
  { name: 'thickness', range: 'thinner and thicker by up to 1 px a side', apply: thickness },
  {
    name: 'occlusion',
    range: `a blank square of ${DEFORMATION_RANGES.occlusion.join(' to ')} px`,
    apply: occlusion,
  },
  { name: 'noise', range: `deviation up to ${DEFORMATION_RANGES.noise}`, apply: noise },
  { name: 'together', range: 'all of these on each image', apply: together },
]
