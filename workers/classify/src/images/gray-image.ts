/** An image as brightness: 0 = black, 255 = white, row-major. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly data: Float32Array | Uint8Array
}

/** Brightness of a colour, by ITU-R BT.601: how light its ink looks. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}

/** A half-transparent pixel as it looks on white paper. */
export function overWhite(value: number, opacity: number): number {
  return 255 + (value - 255) * opacity
}

/** Averages blocks of n × n pixels, with the least n that makes the longer side at most `side`. */
export function shrink(image: GrayImage, side: number): GrayImage {
  const n = Math.ceil(Math.max(image.width, image.height) / side)
  if (n === 1) return image
  const width = Math.ceil(image.width / n)
  const height = Math.ceil(image.height / n)
  const data = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data[row * width + column] = meanOfBlock(image, n * column, n * row, n)
    }
  }
  return { width, height, data }
}

function meanOfBlock({ width, height, data }: GrayImage, x: number, y: number, n: number): number {
  const right = Math.min(x + n, width)
  const bottom = Math.min(y + n, height)
  let sum = 0
  for (let row = y; row < bottom; row++) {
    for (let column = x; column < right; column++) sum += data[row * width + column]
  }
  return sum / ((right - x) * (bottom - y))
}
