// Pictures of digits as people send them, drawn here from the strokes of held-out writers.
import { encode as encodePng, type ImageData } from 'fast-png'
import { encode as encodeJpegData } from 'jpeg-js'
import fixture from '../../../../test/fixtures/held-out-digits.json' with { type: 'json' }

type Stroke = readonly (readonly number[])[]

export interface Digit {
  readonly label: string
  readonly strokes: readonly Stroke[]
}

/** Every tenth of the held-out digits: each label twice. */
export const DIGITS: readonly Digit[] = (fixture.samples as unknown as Digit[]).filter(
  (_, i) => i % 5 === 0,
)

export interface PictureOptions {
  readonly width: number
  readonly height: number
  /** Pixels of the longer side of the digit, its place, and the width of the pen. */
  readonly side: number
  readonly left: number
  readonly top: number
  readonly pen: number
  /** Brightness of ink and paper. */
  readonly ink: number
  readonly paper: number
  /** How much darker the right side is than the left. */
  readonly shadow?: number
  /** Amplitude of noise. */
  readonly noise?: number
}

/** Brightness 0..255, row-major. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Draws the strokes with a round pen, each pixel by its distance to them. */
export function draw({ strokes }: Digit, options: PictureOptions): Picture {
  const { width, height, pen, ink, paper, shadow = 0, noise = 0 } = options
  const cover = coverage(placed(strokes, options), width, height, pen)
  const random = mulberry32(7)
  const data = Uint8Array.from(cover, (part, i) => {
    const light = paper - (shadow * (i % width)) / width + noise * (random() - 0.5)
    return Math.min(255, Math.max(0, Math.round(light + (ink - light) * part)))
  })
  return { width, height, data }
}

function placed(strokes: readonly Stroke[], { side, left, top }: PictureOptions): Stroke[] {
  const all = strokes.flat()
  const [low, high] = [Math.min, Math.max].map((pick) =>
    [0, 1].map((axis) => pick(...all.map((point) => point[axis]))),
  )
  const scale = side / Math.max(high[0] - low[0], high[1] - low[1])
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [left + (x - low[0]) * scale, top + (y - low[1]) * scale]),
  )
}

/** How much of each pixel is inked. */
function coverage(strokes: Stroke[], width: number, height: number, pen: number): Float32Array {
  const cover = new Float32Array(width * height)
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      segment(cover, width, height, pen, stroke[Math.max(0, i - 1)], stroke[i])
    }
  }
  return cover
}

function segment(
  cover: Float32Array,
  width: number,
  height: number,
  pen: number,
  [x0, y0]: readonly number[],
  [x1, y1]: readonly number[],
): void {
  const reach = pen / 2 + 1
  const square = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1
  const [top, bottom] = [Math.min(y0, y1) - reach, Math.max(y0, y1) + reach]
  const [left, right] = [Math.min(x0, x1) - reach, Math.max(x0, x1) + reach]
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
      const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / square
      const k = Math.min(1, Math.max(0, along))
      const distance = Math.hypot(x - x0 - k * (x1 - x0), y - y0 - k * (y1 - y0))
      const part = Math.min(1, Math.max(0, pen / 2 + 0.5 - distance))
      cover[y * width + x] = Math.max(cover[y * width + x], part)
    }
  }
}

/** A seeded source of numbers in 0..1 (T. Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A gray PNG, of eight or sixteen bits. */
export function grayPng({ width, height, data }: Picture, depth: 8 | 16 = 8): Uint8Array {
  const image: ImageData =
    depth === 8
      ? { width, height, data, channels: 1 }
      : { width, height, data: Uint16Array.from(data, (v) => 257 * v), channels: 1, depth }
  return encodePng(image)
}

/** Black ink on nothing: the darkness is in the alpha. */
export function transparentPng({ width, height, data }: Picture): Uint8Array {
  const rgba = new Uint8Array(4 * data.length)
  data.forEach((value, i) => {
    rgba[4 * i + 3] = 255 - value
  })
  return encodePng({ width, height, data: rgba, channels: 4 })
}

/** A JPEG in colour, of a pen with blue ink. */
export function jpeg({ width, height, data }: Picture, quality: number): Uint8Array {
  const rgba = new Uint8Array(4 * data.length)
  data.forEach((value, i) => {
    rgba.set([value, value, Math.min(255, value + 60), 255], 4 * i)
  })
  return new Uint8Array(encodeJpegData({ width, height, data: rgba }, quality).data)
}
