import { OptionError } from '../errors/option.ts'
import { DEFAULT_STYLE, type InkStyle } from './ink-style.ts'

/** What of a pad can be changed while it is used. */
export interface InkCaptureSettings {
  /** Width of the line in CSS pixels. Default 4. */
  readonly width?: number | undefined
  /** How much pressure, or speed where a device has no pressure, changes the width, 0..1. Default 0.4. */
  readonly thinning?: number | undefined
  /** A CSS colour for the ink. Default: the CSS `color` of the canvas, whatever it is at the time. */
  readonly color?: string | undefined
  /** A CSS colour for the pad. Default: that of the style sheet. */
  readonly background?: string | undefined
  /** What a pointer does. The eraser takes whole strokes; a pen turned round erases in any case. Default `pen`. */
  readonly tool?: 'pen' | 'eraser' | undefined
  /** Width of the eraser in CSS pixels. Default 16. */
  readonly eraserWidth?: number | undefined
  /**
   * What becomes of a stroke whose pointer the browser takes away (`pointercancel`): the system found a palm, showed
   * a dialog, the app went to the background, or the page is left. Default `keep`: ink is never lost.
   */
  readonly pointercancel?: 'keep' | 'drop' | undefined
}

const DEFAULTS = {
  ...DEFAULT_STYLE,
  tool: 'pen',
  eraserWidth: 16,
  pointercancel: 'keep',
} as const satisfies InkCaptureSettings

const RANGES = [
  ['width', 0.1, 1000],
  ['thinning', 0, 1],
  ['eraserWidth', 0, 1000],
] as const

/** Settings of which none that has a default is missing. */
export interface CaptureSettings extends InkStyle {
  readonly background?: string | undefined
  readonly tool: 'pen' | 'eraser'
  readonly eraserWidth: number
  readonly pointercancel: 'keep' | 'drop'
}

/** @throws {OptionError} when one is outside its range */
export function settle(settings: InkCaptureSettings): CaptureSettings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  const settled = { ...DEFAULTS, ...Object.fromEntries(given) } as CaptureSettings
  for (const [name, low, high] of RANGES) {
    const value = settled[name]
    if (value >= low && value <= high) continue
    throw new OptionError(`pad: expected \`${name}\` between ${low} and ${high}, got ${value}`)
  }
  return settled
}
