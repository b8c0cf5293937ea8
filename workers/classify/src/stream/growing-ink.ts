import {
  type FieldError,
  type InkPoint,
  type InkStrokes,
  LIMITS,
  type StreamClear,
  type StreamPoints,
  type StreamUndo,
  toPoints,
} from '@edgeink/protocol'
import { ProblemError } from '../http/problem-error.ts'

/** A message that changes the ink. */
export type InkChange = StreamPoints | StreamUndo | StreamClear

/** The ink of one stream: what the client has sent so far, never more than the limits of an ink. */
export class GrowingInk {
  readonly #strokes: InkPoint[][] = []
  #points = 0

  get isEmpty(): boolean {
    return this.#points === 0
  }

  /** The ink as it is now; later changes leave the copy alone. */
  snapshot(): InkStrokes {
    return this.#strokes.map((points) => ({ points: points.slice() }))
  }

  /** @throws {ProblemError} 422 where the change does not fit; the ink is then as it was */
  apply(change: InkChange): void {
    if (change.type === 'points') this.#append(change)
    else if (change.type === 'undo') this.#points -= this.#strokes.pop()?.length ?? 0
    else {
      this.#strokes.length = 0
      this.#points = 0
    }
  }

  #append({ stroke, points }: StreamPoints): void {
    const count = this.#strokes.length
    const isLastOrNext = stroke === count || (stroke === count - 1 && count > 0)
    if (!isLastOrNext) {
      const last = count === 0 ? '0' : `${count - 1} or ${count}`
      throw refusal({ path: '/stroke', message: `expected stroke ${last}, got ${stroke}` })
    }
    const added = toPoints(points)
    const total = this.#points + added.length
    if (total > LIMITS.points) {
      const message = `expected at most ${LIMITS.points} points in an ink, got ${total}; send clear`
      throw refusal({ path: '/points', message, limit: LIMITS.points })
    }
    if (stroke === count) this.#strokes.push([])
    for (const point of added) this.#strokes[stroke].push(point)
    this.#points = total
  }
}

function refusal(error: FieldError): ProblemError {
  return new ProblemError('invalid-request', error.message, { errors: [error] })
}
