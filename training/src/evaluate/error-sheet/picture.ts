import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphRows } from './font.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/** An RGB picture, 3 bytes a pixel, row by row. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export interface Place {
  readonly x: number
  readonly y: number
}

export function createPicture(width: number, height: number, [r, g, b]: Colour): Picture {
  const pixels = new Uint8Array(3 * width * height)
  for (let i = 0; i < pixels.length; i += 3) pixels.set([r, g, b], i)
  return { width, height, pixels }
}

/** Fills a rectangle; what lies outside of the picture is left out. */
export function fillRectangle(
  { width, height, pixels }: Picture,
  { x, y }: Place,
  size: { readonly width: number; readonly height: number },
  colour: Colour,
): void {
  const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))]
  const right = Math.min(width, Math.round(x) + size.width)
  const bottom = Math.min(height, Math.round(y) + size.height)
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      pixels.set(colour, 3 * (row * width + column))
    }
  }
}

const DOT = { width: 2, height: 2 }

/** A line two pixels thick. */
export function drawLine(picture: Picture, from: Place, to: Place, colour: Colour): void {
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))))
  for (let i = 0; i <= steps; i++) {
    const place = {
      x: from.x + (i / steps) * (to.x - from.x),
      y: from.y + (i / steps) * (to.y - from.y),
    }
    fillRectangle(picture, place, DOT, colour)
  }
}

/** Writes a line of text, its upper left corner at a place. */
export function drawText(
  picture: Picture,
  text: string,
  { x, y }: Place,
  scale: number,
  colour: Colour,
): void {
  const dot = { width: scale, height: scale }
  for (const [i, character] of [...text].entries()) {
    const left = x + i * (GLYPH_WIDTH + 1) * scale
    glyphRows(character).forEach((row, down) => {
      for (let right = 0; right < GLYPH_WIDTH; right++) {
        if ((row >> (GLYPH_WIDTH - 1 - right)) & 1) {
          fillRectangle(picture, { x: left + right * scale, y: y + down * scale }, dot, colour)
        }
      }
    })
  }
}

/** Height of a line of text with the gap below it. */
export function lineHeight(scale: number): number {
  return (GLYPH_HEIGHT + 2) * scale
}
