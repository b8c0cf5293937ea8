import type { Point, Stroke } from '@edgeink/ink'
import type { PadSize } from './ink-history.ts'
import type { InkStyle } from './ink-style.ts'
import { traceStroke } from './stroke-outline.ts'

/** What one frame shows. */
export interface Scene {
  readonly strokes: readonly Stroke[]
  /** The stroke being drawn, with the points that the browser predicts. */
  readonly live: { readonly points: readonly Point[]; readonly style: InkStyle }
  /** Pad pixels for each unit of the strokes' coordinates. */
  readonly scale: number
}

/** Draws ink on a canvas. Every frame is drawn anew; finished strokes keep their paths. */
export class InkRenderer {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #styleOf: (stroke: Stroke) => InkStyle
  readonly #paths = new WeakMap<Stroke, Path2D>()
  readonly #forcedColors = matchMedia('(forced-colors: active)')
  #pixelsPerUnit = { x: 1, y: 1 }

  constructor(
    canvas: HTMLCanvasElement,
    desynchronized: boolean,
    styleOf: (stroke: Stroke) => InkStyle,
  ) {
    const context = canvas.getContext('2d', { desynchronized })
    if (!context) {
      throw new TypeError(
        'edgeink: the canvas has no 2d context, because it already has one of another kind; give the pad a canvas of its own',
      )
    }
    this.#canvas = canvas
    this.#context = context
    this.#styleOf = styleOf
  }

  /** The colour of ink that names none: a theme, dark mode and a custom property reach it through the style sheet. */
  get themeColor(): string {
    return getComputedStyle(this.#canvas).color
  }

  /** Fits the bitmap to a pad, which has an area: one canvas pixel for each pixel of the screen. */
  resize({ width, height }: PadSize, pixelRatio: number): void {
    const canvas = this.#canvas
    const x = Math.max(1, Math.round(width * pixelRatio))
    const y = Math.max(1, Math.round(height * pixelRatio))
    this.#pixelsPerUnit = { x: x / width, y: y / height }
    // Setting one, even to what it is, empties the canvas.
    if (canvas.width !== x) canvas.width = x
    if (canvas.height !== y) canvas.height = y
  }

  draw({ strokes, live, scale }: Scene): void {
    const context = this.#context
    const { x, y } = this.#pixelsPerUnit
    context.resetTransform()
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    if (strokes.length === 0 && live.points.length === 0) return
    context.scale(x * scale, y * scale)
    const colorOf = this.#colors()
    for (const stroke of strokes) this.#fill(this.#pathOf(stroke), colorOf(this.#styleOf(stroke)))
    this.#fill(toPath(live.points, live.style), colorOf(live.style))
  }

  /** Where a person has chosen few colours, theirs win over those of the ink. */
  #colors(): (style: InkStyle) => string {
    const { themeColor } = this
    if (this.#forcedColors.matches) return () => themeColor
    return ({ color }) => color ?? themeColor
  }

  #fill(path: Path2D, color: string): void {
    this.#context.fillStyle = color
    this.#context.fill(path)
  }

  #pathOf(stroke: Stroke): Path2D {
    let path = this.#paths.get(stroke)
    if (!path) {
      path = toPath(stroke.points, this.#styleOf(stroke))
      this.#paths.set(stroke, path)
    }
    return path
  }
}

function toPath(points: readonly Point[], style: InkStyle): Path2D {
  const path = new Path2D()
  traceStroke(points, style, path)
  return path
}
