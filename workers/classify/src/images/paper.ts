// What is paper and what is ink.
import type { GrayImage } from './gray-image.ts'

/** Part of the shorter side that counts as border. */
const BORDER = 0.03

/** Passes of the fit; each leaves out what lay far from the one before, such as ink that reaches the border. */
const PASSES = 3

/** How far, in standard deviations. */
const FAR = 2

/** Paper as a plane of brightness, `base + dx·x + dy·y`: light mostly comes from one side. */
export interface Paper {
  readonly base: number
  readonly dx: number
  readonly dy: number
  /** Standard deviation of the border's brightness around the plane. */
  readonly noise: number
}

/** Fits the plane to the border of the image by least squares. */
export function fitPaper(image: GrayImage): Paper {
  const border = borderPositions(image)
  let paper: Paper = { base: 0, dx: 0, dy: 0, noise: Number.POSITIVE_INFINITY }
  for (let pass = 0; pass < PASSES; pass++) {
    const { noise } = paper
    const near = border.filter((i) => Math.abs(differenceAt(image, paper, i)) <= FAR * noise)
    if (pass > 0 && near.length < border.length / 2) break
    paper = fitPlane(image, pass === 0 ? border : near)
  }
  return paper
}

/** Brightness beyond the paper's, of every pixel: negative where it is darker. */
export function differences(image: GrayImage, paper: Paper): Float32Array {
  const { width, height, data } = image
  const difference = new Float32Array(data.length)
  for (let y = 0, i = 0; y < height; y++) {
    const left = paper.base + paper.dy * y
    for (let x = 0; x < width; x++, i++) difference[i] = data[i] - left - paper.dx * x
  }
  return difference
}

/** Whether ink is darker than paper: the side on which few pixels lie far out, by the sign of the skewness. */
export function isDarkOnLight(difference: Float32Array): boolean {
  return difference.reduce((sum, value) => sum + value * value * value, 0) < 0
}

function differenceAt({ width, data }: GrayImage, { base, dx, dy }: Paper, i: number): number {
  return data[i] - base - dx * (i % width) - dy * Math.floor(i / width)
}

function borderPositions({ width, height }: GrayImage): number[] {
  const thickness = Math.max(1, Math.round(BORDER * Math.min(width, height)))
  const positions: number[] = []
  for (let row = 0; row < height; row++) {
    const isEdgeRow = row < thickness || row >= height - thickness
    for (let column = 0; column < width; column++) {
      if (isEdgeRow || column < thickness || column >= width - thickness) {
        positions.push(row * width + column)
      }
    }
  }
  return positions
}

/** Normal equations of three unknowns, about the means, which makes them two. */
function fitPlane({ width, data }: GrayImage, positions: readonly number[]): Paper {
  const count = positions.length
  const xs = positions.map((i) => i % width)
  const ys = positions.map((i) => Math.floor(i / width))
  const vs = positions.map((i) => data[i])
  const [mx, my, mv] = [mean(xs), mean(ys), mean(vs)]
  const [xx, yy, xy] = [covariance(xs, xs), covariance(ys, ys), covariance(xs, ys)]
  const [xv, yv] = [covariance(xs, vs), covariance(ys, vs)]
  const determinant = xx * yy - xy * xy
  const isFlat = determinant < 1e-9 * (xx + yy) ** 2 || count < 8
  const dx = isFlat ? 0 : (xv * yy - yv * xy) / determinant
  const dy = isFlat ? 0 : (yv * xx - xv * xy) / determinant
  const base = mv - dx * mx - dy * my
  const squares = vs.map((v, k) => (v - base - dx * xs[k] - dy * ys[k]) ** 2)
  return { base, dx, dy, noise: Math.sqrt(mean(squares)) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  return a.reduce((sum, value, i) => sum + (value - ma) * (b[i] - mb), 0) / a.length
}
