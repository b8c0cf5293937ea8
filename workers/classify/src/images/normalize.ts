// Ink as it lies in an image, brought into the form of MNIST's: 20 × 20 pixels keeping its aspect, its centre of mass
// in the middle of 28 × 28, drawn with a pen of MNIST's width.
import { RASTER_SIZE } from '@edgeink/ink'
import { distances, type Grid } from './distance.ts'
import type { InkLevels } from './ink-levels.ts'

/** Pixels of the longer side of the ink. */
const INK_SIDE = 20

/** Samples a pixel, along each side. */
const FINE = 8

/** Pixels of a stroke's width in MNIST, about; thinner pens are drawn anew with it. */
const PEN_WIDTH = 2.4
const THIN = 1.8

/** Less ink than this does not count as the ink's extent. */
const VISIBLE = 0.1

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Ink on a fine grid, 0..1. */
interface FineInk {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** 28 × 28 numbers in 0..1, row-major; 1 = ink. */
export function normalize(ink: InkLevels): Float32Array {
  const box = extent(ink)
  if (isNormal(ink, box)) return ink.data
  const fine = sample(ink, box, INK_SIDE)
  const width = strokeWidth(fine)
  return place(width < THIN ? drawThicker(ink, box, width) : fine)
}

/** The least box around visible ink. */
function extent({ width, height, data }: InkLevels): Box {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let i = 0; i < data.length; i++) {
    if (data[i] < VISIBLE) continue
    const x = i % width
    const y = (i - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** Whether an image is in MNIST's form already: then every change would only blur it. */
function isNormal(ink: InkLevels, box: Box): boolean {
  if (ink.width !== RASTER_SIZE || ink.height !== RASTER_SIZE) return false
  const side = Math.max(box.width, box.height)
  const { x, y } = centreOfMass(ink)
  const isCentred = Math.max(Math.abs(x - RASTER_SIZE / 2), Math.abs(y - RASTER_SIZE / 2)) <= 1
  return isCentred && side >= INK_SIDE - 1 && side <= INK_SIDE
}

/** The box on a fine grid, its longer side `side` pixels; between the pixels of the image, bilinear. */
function sample(ink: InkLevels, box: Box, side: number): FineInk {
  const scale = (side * FINE) / Math.max(box.width, box.height)
  const width = Math.max(1, Math.round(box.width * scale))
  const height = Math.max(1, Math.round(box.height * scale))
  const data = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = box.x + (column + 0.5) / scale - 0.5
      const y = box.y + (row + 0.5) / scale - 0.5
      data[row * width + column] = bilinear(ink, x, y)
    }
  }
  return { width, height, data }
}

function bilinear(ink: InkLevels, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - left, y - top]
  const upper = levelAt(ink, left, top) * (1 - fx) + levelAt(ink, left + 1, top) * fx
  const lower = levelAt(ink, left, top + 1) * (1 - fx) + levelAt(ink, left + 1, top + 1) * fx
  return upper * (1 - fy) + lower * fy
}

function levelAt({ width, height, data }: InkLevels, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : data[y * width + x]
}

/** Mean width of the strokes in pixels: cells of a stroke of width w lie w/4 from its edge on average. */
function strokeWidth(fine: FineInk): number {
  const inside = distances(asGrid(fine), 0).filter((distance) => distance > 0)
  if (inside.length === 0) return 0
  const mean = inside.reduce((sum, distance) => sum + distance, 0) / inside.length
  return (4 * mean) / FINE
}

/** The same strokes with a pen of MNIST's width, and not larger for it. */
function drawThicker(ink: InkLevels, box: Box, width: number): FineInk {
  const more = PEN_WIDTH - width
  const grid = padded(asGrid(sample(ink, box, INK_SIDE - more)), Math.ceil((more / 2) * FINE))
  const reach = (more / 2) * FINE
  const data = distances(grid, 1).map((distance) => (distance <= reach ? 1 : 0))
  return { width: grid.width, height: grid.height, data }
}

/** The strokes as cells. Strokes that are thinner than a pixel never reach half of full ink: half of what there is will do. */
function asGrid({ width, height, data }: FineInk): Grid {
  const half = data.reduce((most, level) => Math.max(most, level), 0) / 2
  return { width, height, cells: Uint8Array.from(data, (level) => (level >= half ? 1 : 0)) }
}

function padded({ width, height, cells }: Grid, by: number): Grid {
  const wide = { width: width + 2 * by, height: height + 2 * by }
  const padded = new Uint8Array(wide.width * wide.height)
  for (let row = 0; row < height; row++) {
    const line = cells.subarray(row * width, (row + 1) * width)
    padded.set(line, (row + by) * wide.width + by)
  }
  return { ...wide, cells: padded }
}

/** Averages the fine ink into pixels, its centre of mass in the middle, as far as it fits. */
function place(fine: FineInk): Float32Array {
  const field = RASTER_SIZE * FINE
  const { x, y } = centreOfMass(fine)
  const left = Math.min(Math.max(0, Math.round(field / 2 - x)), Math.max(0, field - fine.width))
  const top = Math.min(Math.max(0, Math.round(field / 2 - y)), Math.max(0, field - fine.height))
  const raster = new Float32Array(RASTER_SIZE * RASTER_SIZE)
  fine.data.forEach((level, i) => {
    const column = Math.floor((left + (i % fine.width)) / FINE)
    const row = Math.floor((top + Math.floor(i / fine.width)) / FINE)
    if (column < RASTER_SIZE && row < RASTER_SIZE) raster[row * RASTER_SIZE + column] += level
  })
  return raster.map((sum) => Math.min(1, sum / (FINE * FINE)))
}

function centreOfMass({ width, data }: FineInk): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0]
  data.forEach((level, i) => {
    mass += level
    x += level * ((i % width) + 0.5)
    y += level * (Math.floor(i / width) + 0.5)
  })
  return { x: x / mass, y: y / mass }
}
