/** One sample of the pen. `x` grows to the right and `y` downward, in any unit: views are scale free. */
export interface Point {
  readonly x: number
  readonly y: number
  /** Milliseconds since one reference time common to the whole ink. Missing stays missing. */
  readonly t?: number
  /** Normalized pen pressure, 0..1. */
  readonly pressure?: number
}

/** What the pen drew between touching the surface and leaving it, in order. */
export interface Stroke {
  readonly points: readonly Point[]
}

/** The strokes of one drawing, in the order they were written. */
export type Ink = readonly Stroke[]
