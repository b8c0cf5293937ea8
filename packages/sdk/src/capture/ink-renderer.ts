import type { Point, Stroke } from '@edgeink/ink'
import type { PadSize } from './ink-history.ts'
import { type InkStyle, shapeStroke } from './stroke-shape.ts'

interface PathRun {
  readonly width: number
  readonly path: Path2D
}

/** What one frame shows. */
export interface Scene {
  readonly strokes: readonly Stroke[]
  readonly livePoints: readonly Point[]
  /** Pad pixels for each unit of the strokes' coordinates. */
  readonly scale: number
}

/**
 * Draws ink on a canvas, in the canvas's CSS `color`: so a theme, dark mode, a custom property or forced colours
 * reach the ink through the style sheet. Every frame is drawn anew; finished strokes keep their paths.
 */
export class InkRenderer {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #style: InkStyle
  readonly #paths = new WeakMap<Stroke, PathRun[]>()
  #pixelsPerUnit = { x: 1, y: 1 }

  constructor(canvas: HTMLCanvasElement, style: InkStyle) {
    const context = canvas.getContext('2d')
    if (!context) {
      throw new TypeError(
        'edgeink: the canvas has no 2d context, because it already has one of another kind; give the pad a canvas of its own',
      )
    }
    this.#canvas = canvas
    this.#context = context
    this.#style = style
  }

  /** Fits the bitmap to the pad: one canvas pixel for each pixel of the screen. */
  resize({ width, height }: PadSize, pixelRatio: number): void {
    const bitmapWidth = Math.max(1, Math.round(width * pixelRatio))
    const bitmapHeight = Math.max(1, Math.round(height * pixelRatio))
    this.#pixelsPerUnit = {
      x: width > 0 ? bitmapWidth / width : 1,
      y: height > 0 ? bitmapHeight / height : 1,
    }
    if (this.#canvas.width !== bitmapWidth) this.#canvas.width = bitmapWidth
    if (this.#canvas.height !== bitmapHeight) this.#canvas.height = bitmapHeight
  }

  draw({ strokes, livePoints, scale }: Scene): void {
    const context = this.#context
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    if (strokes.length === 0 && livePoints.length === 0) return
    context.setTransform(this.#pixelsPerUnit.x * scale, 0, 0, this.#pixelsPerUnit.y * scale, 0, 0)
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.strokeStyle = getComputedStyle(this.#canvas).color
    for (const stroke of strokes) this.#stroke(this.#pathsOf(stroke))
    this.#stroke(toPaths(livePoints, this.#style))
  }

  #stroke(runs: readonly PathRun[]): void {
    for (const { width, path } of runs) {
      this.#context.lineWidth = width
      this.#context.stroke(path)
    }
  }

  #pathsOf(stroke: Stroke): PathRun[] {
    const known = this.#paths.get(stroke)
    if (known) return known
    const paths = toPaths(stroke.points, this.#style)
    this.#paths.set(stroke, paths)
    return paths
  }
}

function toPaths(points: readonly Point[], style: InkStyle): PathRun[] {
  return shapeStroke(points, style).map(({ width, x, y, curves }) => {
    const path = new Path2D()
    path.moveTo(x, y)
    for (const curve of curves) {
      path.quadraticCurveTo(curve.controlX, curve.controlY, curve.x, curve.y)
    }
    return { width, path }
  })
}
