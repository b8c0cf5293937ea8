/** How a stroke is drawn. */
export interface InkStyle {
  /** Width of the line in the ink's unit (CSS pixels of the pad), at medium pressure or speed. */
  readonly width: number
  /** How much pressure or speed changes the width: 0 not at all, 1 between nothing and twice the width. */
  readonly thinning: number
  /** A CSS colour. Undefined: the CSS `color` of the pad, so that a theme recolours the ink. */
  readonly color?: string | undefined
}

export const DEFAULT_STYLE = { width: 4, thinning: 0.4 } as const satisfies InkStyle
