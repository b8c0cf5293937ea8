import type { Point } from '@edgeink/ink'
import { getStroke } from 'perfect-freehand'
import type { InkStyle } from './ink-style.ts'

/** What a path can be told: a `Path2D`, a canvas, or the path of an SVG. */
export interface PathSink {
  moveTo(x: number, y: number): void
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void
  closePath(): void
}

/** How far a line may lag behind the pen to be calm, 0..1: little, so that what is seen is what is recognised. */
const STREAMLINE = 0.25

/**
 * Traces the outline of a stroke, to be filled: wide where a pen presses, or where a device without pressure moves
 * slowly. Neighbouring curves meet in the middle between two corners of the outline and share a tangent there.
 */
export function traceStroke(points: readonly Point[], style: InkStyle, path: PathSink): void {
  const outline = getStroke(points as Point[], {
    size: style.width,
    thinning: style.thinning,
    streamline: STREAMLINE,
    simulatePressure: points[0]?.pressure === undefined,
    last: true,
  })
  const corner = outline.at(-1)
  if (!corner) return
  let [x, y] = corner
  for (let i = 0; i <= outline.length; i++) {
    const [nextX, nextY] = outline[i % outline.length]
    const [middleX, middleY] = [(x + nextX) / 2, (y + nextY) / 2]
    if (i === 0) path.moveTo(middleX, middleY)
    else path.quadraticCurveTo(x, y, middleX, middleY)
    x = nextX
    y = nextY
  }
  path.closePath()
}
