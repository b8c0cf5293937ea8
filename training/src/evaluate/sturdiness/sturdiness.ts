import type { Model } from '@edgeink/engine'
import { type Ink, rasterize } from '@edgeink/ink'
import { type InkSample, looksLike } from '../../data/index.ts'
import type { Sample } from '../../pipeline/reader.ts'
import { createRandom } from '../../random.ts'
import { type Counted, counted } from '../counted.ts'
import { honestyOf } from '../honesty.ts'
import { predictInputs } from '../predict.ts'
import { CHANGES, changeInk, firstPart } from './changes.ts'

/** Right answers at one value of a change. */
export interface CurvePoint extends Counted {
  readonly value: number
  /** Mean probability of the best candidate. */
  readonly confidence: number
  /** Expected calibration error against the label itself. */
  readonly calibrationError: number
}

/** Accuracy along a change. The first point is the ink as it was written. */
export interface Curve {
  readonly change: string
  readonly unit: string
  readonly points: readonly CurvePoint[]
}

/** Pixels of the raster; the rasterizer's own is 2.5. */
const PEN_WIDTHS = [2.5, 1, 1.5, 2, 3, 3.5, 4, 5] as const
/** Below 1, the pen is still down. */
const WRITTEN = {
  name: 'partial ink',
  unit: '— share of the points',
  values: [1, 0.25, 0.5, 0.75, 0.9],
}
const DRAW_SEED = 'sturdiness'

type Input = { readonly ink: Ink } | { readonly raster: Float32Array }

/**
 * Asks a model about ink as other hands, devices and moments would have it. Characters that look alike count as one
 * where the model has both.
 *
 * @param most how many of the samples are asked about, drawn at random, the same ones each time
 */
export async function sturdiness(
  model: Model,
  samples: readonly Sample[],
  most: number = Number.POSITIVE_INFINITY,
): Promise<Curve[]> {
  const inks = drawInks(samples, most)
  const curves: Curve[] = []
  for (const change of CHANGES) {
    curves.push(
      await curve(model, inks, change, (ink, value, i) => ({
        ink: changeInk(ink, change, value, i),
      })),
    )
  }
  const pen = { name: 'pen width', unit: 'px of 28, as an image', values: PEN_WIDTHS }
  if (model.views.includes('raster/1')) {
    curves.push(
      await curve(model, inks, pen, (ink, penWidth) => ({ raster: rasterize(ink, { penWidth }) })),
    )
  }
  curves.push(await curve(model, inks, WRITTEN, (ink, share) => ({ ink: firstPart(ink, share) })))
  return curves
}

function drawInks(samples: readonly Sample[], most: number): InkSample[] {
  const inks = samples.filter((sample): sample is InkSample => sample.source !== 'mnist')
  return createRandom(DRAW_SEED).shuffle(inks).slice(0, most)
}

async function curve(
  model: Model,
  inks: readonly InkSample[],
  change: { readonly name: string; readonly unit: string; readonly values: readonly number[] },
  draw: (ink: Ink, value: number, sample: number) => Input,
): Promise<Curve> {
  const points: CurvePoint[] = []
  for (const value of change.values) {
    const predictions = await predictInputs(
      model,
      inks.map(({ ink }, i) => draw(ink, value, i)),
      { isPartial: change === WRITTEN && value < 1 },
    )
    const { confidence, calibrationError } = honestyOf(predictions, inks)
    const correct = predictions.filter(({ candidates }, i) =>
      looksLike(candidates[0].label, inks[i].label),
    ).length
    points.push({
      value,
      ...counted(correct, inks.length),
      confidence,
      calibrationError,
    })
  }
  return { change: change.name, unit: change.unit, points }
}
