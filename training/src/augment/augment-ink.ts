import { bounds, type Ink, type Point, type Stroke } from '@edgeink/ink'
import type { Random } from '../random.ts'
import { drawLinearMap } from './affine.ts'
import { displacementAt, drawField } from './displacement-field.ts'
import { addHooks } from './hooks.ts'
import { type InkAugmentation, inkAugmentation } from './options.ts'
import { snapPoints, thinPoints } from './sampling.ts'

/** An ink as another hand might have written it, and the pen it was written with. */
export interface AugmentedInk {
  readonly ink: Ink
  /** For `rasterize`; undefined leaves the width to it. */
  readonly penWidth: number | undefined
}

/** How much of the tremor at one point lives on at the next; its root mean square does not depend on it. */
const TREMOR_MEMORY = 0.8

/** Finest and coarsest grid of a device's points, as shares of the ink's longer side. */
const GRIDS = [1 / 60, 1 / 16] as const

/**
 * Draws one ink anew: a little turned, stretched, slanted and bent, with the hand's tremor, its hooks, another pen
 * and another device.
 * The answer has the size of the ink's longer side as its unit and its middle near the origin;
 * `rasterize` and `trace` normalise both away. Times and pressures stay with their points, but
 * times are dropped where strokes are put into another order or direction.
 *
 * @param options how far each change may go; `'none'` answers the ink itself
 * @throws {AugmentationError} when an option is outside of its range
 * @throws {InkError} when the ink is empty or not finite
 */
export function augmentInk(
  ink: Ink,
  random: Random,
  options: Partial<InkAugmentation> | 'none' = {},
): AugmentedInk {
  if (options === 'none') return { ink, penWidth: undefined }
  const ranges = inkAugmentation(options)
  const warp = drawWarp(ink, random, ranges)
  const warped = ink.map(({ points }) => warpStroke(points, warp, random, ranges))
  const sampled = sampleAnew(warped, random, ranges)
  return {
    ink: rearrange(sampled, random, ranges),
    penWidth: ranges.penWidth ? random.uniform(...ranges.penWidth) : undefined,
  }
}

type Warp = (x: number, y: number) => readonly [number, number]

/** Maps the ink's coordinates to those of its unit square, changed. */
function drawWarp(ink: Ink, random: Random, ranges: InkAugmentation): Warp {
  const { minX, minY, width, height } = bounds(ink)
  // An ink of one point has no size.
  const side = Math.max(width, height) || 1
  // A range of a random width: small changes are more common than great ones.
  const map = drawLinearMap(random, {
    rotation: ranges.rotation,
    scale: 0,
    aspect: ranges.aspect * random.uniform(),
    shear: ranges.shear * random.uniform(),
  })
  const field = drawField(random, random.uniform() * ranges.elastic)
  return (inkX, inkY) => {
    const x = (inkX - minX - width / 2) / side
    const y = (inkY - minY - height / 2) / side
    const [bentX, bentY] = displacementAt(field, x + 0.5, y + 0.5)
    return [map.xx * x + map.xy * y + bentX, map.yx * x + map.yy * y + bentY]
  }
}

function warpStroke(
  points: readonly Point[],
  warp: Warp,
  random: Random,
  { jitter, hook }: InkAugmentation,
): Stroke {
  const fresh = jitter * Math.sqrt(1 - TREMOR_MEMORY ** 2)
  let tremorX = random.normal(0, jitter)
  let tremorY = random.normal(0, jitter)
  const moved = points.map((point) => {
    const [x, y] = warp(point.x, point.y)
    const at = { ...point, x: x + tremorX, y: y + tremorY }
    tremorX = TREMOR_MEMORY * tremorX + random.normal(0, fresh)
    tremorY = TREMOR_MEMORY * tremorY + random.normal(0, fresh)
    return at
  })
  return { points: addHooks(moved, random, hook) }
}

/** Fewer points, or points on a grid: one device for the whole ink. */
function sampleAnew(
  strokes: readonly Stroke[],
  random: Random,
  { thin, snap }: InkAugmentation,
): Stroke[] {
  const keepEvery = random.uniform() < thin ? 2 + random.int(7) : 1
  const grid = random.uniform() < snap ? random.uniform(...GRIDS) : 0
  return strokes.map(({ points }) => ({ points: snapPoints(thinPoints(points, keepEvery), grid) }))
}

function rearrange(
  strokes: Stroke[],
  random: Random,
  { reorder, reverse }: InkAugmentation,
): readonly Stroke[] {
  const reordered = random.uniform() < reorder
  const ordered = reordered ? random.shuffle(strokes) : strokes
  const reversed = ordered.map(() => random.uniform() < reverse)
  if (!reordered && !reversed.includes(true)) return ordered
  return ordered.map(({ points }, index) => {
    const timeless = points.map(({ t: _, ...point }) => point)
    return { points: reversed[index] ? timeless.reverse() : timeless }
  })
}
