/** The ink as an image: SVG text, or the bytes of a PNG. */
import { InkImageError } from './errors.ts'
import type { InkDocument } from './ink-document.ts'
import { type PathSink, traceStroke } from './stroke-outline.ts'
import { SvgPath } from './svg-path.ts'

/** A pad, or a drawing saved by one. */
export type ImageSource =
  | InkDocument
  | {
      toJSON(): InkDocument /** Colour of ink without one of its own. */
      readonly themeColor: string
    }

export interface SvgOptions {
  /** Colour of ink without one of its own. Default: that of the pad; for a saved drawing `currentColor`. */
  readonly color?: string | undefined
  /** Default: the drawing's; none where it has none. */
  readonly background?: string | undefined
}

export interface BlobOptions extends SvgOptions {
  /** Pixels of the image for each CSS pixel of the pad. Default 1. */
  readonly scale?: number | undefined
  /** Default `image/png`. A type without transparency wants a background. */
  readonly type?: string | undefined
  /** 0..1, for types that lose detail. Default: the browser's. */
  readonly quality?: number | undefined
}

/** An SVG of the size of the pad, each stroke a filled path. */
export function toSVG(source: ImageSource, options: SvgOptions = {}): string {
  const { strokes, size, background, color } = resolve(source, options, 'currentColor')
  const { width, height } = size
  const paths = strokes.map(({ points, style }) => {
    const path = new SvgPath()
    traceStroke(points, style, path)
    return `<path fill="${escapeXml(style.color ?? color)}" d="${path}"/>`
  })
  const paper = background
    ? `<rect width="100%" height="100%" fill="${escapeXml(background)}"/>`
    : ''
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${paper}${paths.join('')}</svg>`
}

/**
 * An image of the pad's size times `scale`, as a PNG unless told otherwise.
 *
 * @throws {InkImageError} when the browser cannot make it: it would be too large, or have no area
 */
export async function toBlob(source: ImageSource, options: BlobOptions = {}): Promise<Blob> {
  const { scale = 1, type = 'image/png', quality } = options
  const { strokes, size, background, color } = resolve(source, options, 'black')
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(size.width * scale)
  canvas.height = Math.round(size.height * scale)
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = background ?? 'transparent'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.scale(scale, scale)
    for (const { points, style } of strokes) {
      context.fillStyle = style.color ?? color
      context.beginPath()
      traceStroke(points, style, context satisfies PathSink)
      context.fill()
    }
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality))
  if (blob) return blob
  const got = `${canvas.width} × ${canvas.height} pixels`
  throw new InkImageError(
    `image: expected a size that the browser can draw, got ${got}; try another scale`,
  )
}

function resolve(source: ImageSource, options: SvgOptions, fallback: string) {
  const isPad = 'toJSON' in source
  const { strokes, size, background } = isPad ? source.toJSON() : source
  return {
    strokes,
    size,
    background: options.background ?? background,
    color: options.color ?? (isPad ? source.themeColor : fallback),
  }
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
