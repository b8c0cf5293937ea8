import type { GrayImage } from './gray-image.ts'
import { differences, fitPaper, isDarkOnLight } from './paper.ts'

/** How much of each pixel is ink, 0..1. */
export interface InkLevels {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Brightness, of 255, by which ink has to differ from paper to be seen as ink at all. */
const FAINTEST = 20

/** Standard deviations of the paper's noise that ink has to differ by. */
const OUT_OF_NOISE = 4

/** Smaller pieces, by this part of the largest one's ink, are specks. */
const SPECK = 0.03

/** Tells ink from paper, whichever is darker, and takes specks away. Undefined for a blank sheet. */
export function inkLevels(image: GrayImage): InkLevels | undefined {
  const { width, height } = image
  const paper = fitPaper(image)
  const difference = differences(image, paper)
  const sign = isDarkOnLight(difference) ? -1 : 1
  const strength = difference.map((value) => Math.max(0, sign * value))
  const threshold = Math.max(otsu(strength), OUT_OF_NOISE * paper.noise, FAINTEST)
  const ink = strength.filter((value) => value > threshold).sort()
  if (ink.length === 0) return undefined
  const full = ink[Math.floor(0.75 * ink.length)]
  const none = Math.min(2 * paper.noise, threshold / 2)
  const levels = strength.map((value) => clamp((value - none) / (full - none)))
  // Half-way up from paper to full ink is the edge of a stroke, where its brightness is known well.
  const edge = Math.min(threshold, (none + full) / 2)
  const mask = Uint8Array.from(strength, (value) => (value > edge ? 1 : 0))
  return { width, height, data: withoutSpecks({ width, height, data: levels }, mask) }
}

/** Otsu's threshold (1979): the one that makes the two classes most alike in themselves. */
function otsu(values: Float32Array): number {
  const counts = new Float64Array(256)
  for (const value of values) counts[Math.min(255, Math.round(value))]++
  const total = values.length
  const sum = counts.reduce((acc, count, value) => acc + count * value, 0)
  let [below, sumBelow, best, threshold] = [0, 0, -1, 0]
  for (let value = 0; value < 255; value++) {
    below += counts[value]
    sumBelow += counts[value] * value
    if (below === 0 || below === total) continue
    const apart = sumBelow / below - (sum - sumBelow) / (total - below)
    const between = below * (total - below) * apart * apart
    if (between > best) [best, threshold] = [between, value]
  }
  return threshold
}

/** Clears every pixel that no larger piece of the mask has or touches. */
function withoutSpecks({ width, height, data }: InkLevels, mask: Uint8Array): Float32Array {
  const { pieces, masses } = label(mask, data, width, height)
  const least = SPECK * masses.reduce((most, mass) => Math.max(most, mass))
  const kept = new Float32Array(data.length)
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i] === 0 || masses[pieces[i]] < least) continue
    visitAround(i, width, height, (near) => {
      kept[near] = data[near]
    })
  }
  return kept
}

/** Numbers the connected pieces of a mask from 1, eight neighbours to a pixel, and sums the ink of each. */
function label(mask: Uint8Array, levels: Float32Array, width: number, height: number) {
  const pieces = new Int32Array(mask.length)
  const masses = [0]
  const open: number[] = []
  let piece = 0
  const reach = (i: number) => {
    if (mask[i] === 0 || pieces[i] > 0) return
    pieces[i] = piece
    masses[piece] += levels[i]
    open.push(i)
  }
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || pieces[start] > 0) continue
    piece = masses.push(0) - 1
    reach(start)
    for (let i = open.pop(); i !== undefined; i = open.pop()) visitAround(i, width, height, reach)
  }
  return { pieces, masses }
}

/** Calls `visit` with a pixel and those around it. */
function visitAround(i: number, width: number, height: number, visit: (i: number) => void): void {
  const x = i % width
  const y = (i - x) / width
  const right = Math.min(width - 1, x + 1)
  const bottom = Math.min(height - 1, y + 1)
  for (let row = Math.max(0, y - 1); row <= bottom; row++) {
    for (let column = Math.max(0, x - 1); column <= right; column++) visit(row * width + column)
  }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
