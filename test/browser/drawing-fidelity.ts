/** Draws inks through the browser's own pointers, everywhere and in every size, and asks whether the label stays. */
import type { Page } from 'playwright-core'
import {
  createPointer,
  type Device,
  drawStrokes,
  type Pointer,
  type XY,
} from '../support/pointers.ts'
import type { Rect } from './drawing-model-page.ts'

export type Strokes = readonly (readonly XY[])[]

/** How an ink is drawn. */
export interface Placement {
  readonly device: Device
  /** Where on the pad: 0 is the left or the top, 1 the right or the bottom. */
  readonly at: XY
  /** Longer side of the ink in pixels of the screen at a ratio of 1: of CSS, where nobody has pinched. */
  readonly length: number
  readonly zoom: number
  readonly scroll: number
  /** How far two fingers have zoomed in. */
  readonly pinch: number
}

export const DEVICES = ['mouse', 'touch', 'pen'] as const
export const PIXEL_RATIOS = [1, 1.25, 2, 3] as const

/** From tiny to as large as the pad. */
export const LENGTHS = [20, 60, 180, 590] as const

const PLACES: readonly XY[] = [
  [0, 0],
  [1, 0],
  [0.5, 0.5],
  [0, 1],
  [1, 1],
]
const ZOOMS = [1, 0.5, 1.6] as const
const SCROLLS = [0, 1234.5] as const
const PINCHES = [1, 2] as const

const PAD = 620
const MARGIN = 10

/** Each of `count` placements has another combination: the numbers of choices have few factors in common. */
export function placementOf(i: number): Placement {
  const pick = <Choice>(choices: readonly Choice[], step: number) =>
    choices[Math.floor(i / step) % choices.length]
  return {
    device: pick(DEVICES, 1),
    at: pick(PLACES, 1),
    length: pick(LENGTHS, 1),
    zoom: pick(ZOOMS, 3),
    scroll: pick(SCROLLS, 9),
    pinch: pick(PINCHES, 2),
  }
}

export interface FidelityAnswer {
  readonly drawn: string
  readonly direct: string
}

/** Draws on the pads of one page, which has a `Lab` that loaded its model. */
export class FidelityPage {
  readonly #page: Page
  readonly #pointers = new Map<Device, Promise<Pointer>>()
  #pinch = 1

  constructor(page: Page) {
    this.#page = page
  }

  /** The label of the ink as it is drawn, and that of the ink itself. */
  async compare(ink: Strokes, placement: Placement): Promise<FidelityAnswer> {
    const { zoom, scroll } = placement
    const layout = { side: PAD, zoom, scroll }
    await this.#pinchTo(placement.pinch)
    const rect = await this.#page.evaluate(([wanted, strokes]) => lab.layOut(wanted, strokes), [
      layout,
      ink.length,
    ] as const)
    const seen = await this.#page.evaluate(() => {
      const { width, height, scale } = visualViewport!
      return { width, height, scale }
    })
    await drawStrokes(await this.#pointer(placement.device), place(ink, rect, seen, placement))
    const [drawn, direct] = await this.#page.evaluate(
      (strokes) => Promise.all([lab.answer(), lab.direct(strokes)]),
      ink,
    )
    return { drawn, direct }
  }

  async #pinchTo(pageScaleFactor: number): Promise<void> {
    if (pageScaleFactor === this.#pinch) return
    const session = await this.#page.context().newCDPSession(this.#page)
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor })
    await session.detach()
    // Not Playwright's own waiting: its script would leave listeners at the window, which a test counts.
    await this.#page.evaluate(
      (wanted) =>
        new Promise<void>((resolve) => {
          const look = () => {
            const { scale, offsetLeft, offsetTop } = visualViewport!
            if (scale === wanted && offsetLeft === 0 && offsetTop === 0) resolve()
            else requestAnimationFrame(look)
          }
          look()
        }),
      pageScaleFactor,
    )
    this.#pinch = pageScaleFactor
  }

  #pointer(device: Device): Promise<Pointer> {
    const known = this.#pointers.get(device) ?? createPointer(this.#page, device)
    this.#pointers.set(device, known)
    return known
  }
}

/** What two fingers have zoomed in on: the upper left of the viewport, in its CSS pixels. */
interface Seen {
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** The ink in pixels of the viewport, where it is seen: a pointer reaches no more of the pad than that. */
function place(ink: Strokes, pad: Rect, seen: Seen, { length, at }: Placement): Strokes {
  const points = ink.flat()
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]))
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const scale = length / seen.scale / (Math.max(width, height) || 1)
  const right = Math.min(pad.x + pad.width, seen.width)
  const bottom = Math.min(pad.y + pad.height, seen.height)
  const margin = MARGIN / seen.scale
  const x = pad.x + margin + at[0] * (right - pad.x - 2 * margin - width * scale)
  const y = pad.y + margin + at[1] * (bottom - pad.y - 2 * margin - height * scale)
  return ink.map((stroke) =>
    stroke.map(([px, py]) => [x + (px - left) * scale, y + (py - top) * scale] as const),
  )
}
