import type { Random } from '../random.ts'

/** A linear map: (x, y) → (xx·x + xy·y, yx·x + yy·y). */
export interface LinearMap {
  readonly xx: number
  readonly xy: number
  readonly yx: number
  readonly yy: number
}

/** Largest changes, each way; see the options of augmentation. */
export interface LinearRanges {
  /** Degrees. */
  readonly rotation: number
  readonly scale: number
  readonly aspect: number
  readonly shear: number
}

/** Draws a map: size and aspect first, then slant, then rotation, as a writer would hold the paper. */
export function drawLinearMap(random: Random, ranges: LinearRanges): LinearMap {
  const angle = (random.uniform(-1, 1) * ranges.rotation * Math.PI) / 180
  const scale = 1 + random.uniform(-1, 1) * ranges.scale
  // As wide as tall: uniform in its logarithm. Shared between the axes, so that it does not change the size.
  const stretch = Math.sqrt((1 + ranges.aspect) ** random.uniform(-1, 1))
  const shear = random.uniform(-1, 1) * ranges.shear
  return linearMap({ angle, width: scale * stretch, height: scale / stretch, shear })
}

/** Rotation · slant · size. `angle` in radians, clockwise where `y` grows downward. */
export function linearMap({
  angle,
  width,
  height,
  shear,
}: {
  readonly angle: number
  readonly width: number
  readonly height: number
  readonly shear: number
}): LinearMap {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    xx: cos * width,
    xy: (cos * shear - sin) * height,
    yx: sin * width,
    yy: (sin * shear + cos) * height,
  }
}

/** The map that undoes `map`. */
export function invert({ xx, xy, yx, yy }: LinearMap): LinearMap {
  const determinant = xx * yy - xy * yx
  return {
    xx: yy / determinant,
    xy: -xy / determinant,
    yx: -yx / determinant,
    yy: xx / determinant,
  }
}
