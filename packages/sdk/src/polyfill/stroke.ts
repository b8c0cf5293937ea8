import { toPoint } from './dictionaries.ts'
import type { HandwritingPoint, HandwritingStrokeLike } from './types.ts'

/** @throws {TypeError} when the value is no stroke, whatever its prototype says */
export let checkStroke: (value: unknown) => HandwritingStroke

/** The pen's way from touching the surface to leaving it. */
export class HandwritingStroke implements HandwritingStrokeLike {
  #points: HandwritingPoint[] = []

  static {
    // In here, since nothing but the class can tell whether an object is one of its own.
    checkStroke = (value) => {
      if (typeof value === 'object' && value !== null && #points in value) return value
      throw new TypeError('expected a HandwritingStroke')
    }
  }

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
