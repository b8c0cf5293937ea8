// The raster against a slow drawing that shares no code with it: 16×16 samples a pixel, each inked if a point of
// the densely sampled way lies within half the pen's width. The raster takes coverage from the distance to the way,
// which is exact along straight strokes and inks round ends and acute corners a little more: hence the tolerances.
import { expect, test } from 'vitest'
import { inkFromArrays } from './parse.ts'
import { rasterize } from './raster.ts'

const STROKES = {
  seven: [
    [
      [0, 0],
      [10, 0],
      [4, 18],
    ],
    [
      [2, 9],
      [9, 9],
    ],
  ],
  corner: [
    [
      [0, 0],
      [0, 5],
      [9, 5],
    ],
  ],
  dots: [[[0, 0]], [[3, 1]], [[8, 6]]],
  slant: [
    [
      [0, 0],
      [7, 3],
    ],
  ],
}
const SIZE = 28
const SAMPLES = 16
const SPACING = 0.02

type Way = { x: number; y: number }[]

/** The way of the pen at 20×20, with a point at least every 0.02 pixels. */
function denseWay(strokes: number[][][], penWidth: number): Way {
  const all = strokes.flat()
  const low = [0, 1].map((axis) => Math.min(...all.map((point) => point[axis])))
  const high = [0, 1].map((axis) => Math.max(...all.map((point) => point[axis])))
  const scale = (20 - penWidth) / Math.max(high[0] - low[0], high[1] - low[1])
  const place = ([x, y]: number[]) => ({
    x: (x - (low[0] + high[0]) / 2) * scale + SIZE / 2,
    y: (y - (low[1] + high[1]) / 2) * scale + SIZE / 2,
  })
  return strokes.flatMap((stroke) =>
    stroke.map(place).flatMap((to, i, points) => {
      const from = points[i - 1] ?? to
      const pieces = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SPACING) || 1
      return Array.from({ length: pieces + 1 }, (_, k) => ({
        x: from.x + (k / pieces) * (to.x - from.x),
        y: from.y + (k / pieces) * (to.y - from.y),
      }))
    }),
  )
}

/** The part of each pixel that the pen inks, and the centre of mass of the inked samples. */
function drawBySampling(way: Way, penWidth: number) {
  const raster = new Float64Array(SIZE * SIZE)
  const mass = { count: 0, x: 0, y: 0 }
  const side = SIZE * SAMPLES
  const inked = new Uint8Array(side * side)
  const reach = (penWidth / 2) * SAMPLES
  for (const point of way) {
    const [x, y] = [point.x * SAMPLES, point.y * SAMPLES]
    for (let row = Math.ceil(y - reach - 0.5); row + 0.5 <= y + reach; row++) {
      const half = Math.sqrt(reach ** 2 - (row + 0.5 - y) ** 2)
      for (let column = Math.ceil(x - half - 0.5); column + 0.5 <= x + half; column++) {
        inked[row * side + column] = 1
      }
    }
  }
  inked.forEach((ink, i) => {
    if (ink === 0) return
    const [row, column] = [Math.floor(i / side), i % side]
    raster[Math.floor(row / SAMPLES) * SIZE + Math.floor(column / SAMPLES)] += 1 / SAMPLES ** 2
    mass.count++
    mass.x += (column + 0.5) / SAMPLES
    mass.y += (row + 0.5) / SAMPLES
  })
  return { raster, x: mass.x / mass.count, y: mass.y / mass.count, mass: mass.count / SAMPLES ** 2 }
}

function reference(strokes: number[][][], penWidth: number) {
  const way = denseWay(strokes, penWidth)
  const { x, y } = drawBySampling(way, penWidth)
  const centred = way.map((point) => ({ x: point.x + 14.5 - x, y: point.y + 14.5 - y }))
  return drawBySampling(centred, penWidth)
}

const CASES = Object.entries(STROKES).flatMap(([name, strokes]) =>
  [2.5, 4, 8].map((penWidth) => ({ name, strokes, penWidth })),
)

test.each(CASES)('$name with a pen of $penWidth inks what sampling inks', (shape) => {
  const { strokes, penWidth } = shape
  const expected = reference(strokes, penWidth)
  const raster = rasterize(inkFromArrays(strokes), { penWidth })
  const differences = raster.map((ink, i) => Math.abs(ink - expected.raster[i]))
  const mass = raster.reduce((sum, ink) => sum + ink)
  expect(Math.abs(mass - expected.mass)).toBeLessThan(0.05 * expected.mass)
  expect(Math.max(...differences)).toBeLessThan(0.25)
})
