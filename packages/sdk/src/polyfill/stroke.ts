import { toPoint } from './dictionaries.ts'
import type { HandwritingPoint, HandwritingStrokeLike } from './types.ts'

/** The pen's way from touching the surface to leaving it. */
export class HandwritingStroke implements HandwritingStrokeLike {
  #points: HandwritingPoint[] = []

  get [Symbol.toStringTag](): string {
    return 'HandwritingStroke'
  }

  /** Adds a copy of the point. @throws {TypeError} when it is none */
  addPoint(point: HandwritingPoint): void {
    this.#points.push(toPoint(point))
  }

  /** Copies of all points. */
  getPoints(): HandwritingPoint[] {
    return this.#points.map((point) => ({ ...point }))
  }

  clear(): void {
    this.#points = []
  }
}
