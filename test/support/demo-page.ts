/** The demo page as a person uses it: a pad, a switch, and what can be read off. */
import type { Page } from 'playwright-core'
import { createPointer, type Device, drawStrokes, type Pointer, type XY } from './pointers.ts'

export type Strokes = readonly (readonly XY[])[]

/** A digit that is surely read. */
export const SEVEN: Strokes = [
  [
    [0, 0],
    [50, 0],
    [100, 0],
    [70, 60],
    [40, 140],
  ],
]

/** What the page says of the ink that is on its pad. */
export interface Answer {
  readonly label: string
  readonly state: string
  readonly source: string
}

/** Share of the pad that the longer side of an ink takes. */
const FILL = 0.7

export class DemoPage {
  readonly #page: Page
  readonly #pointers = new Map<Device, Promise<Pointer>>()

  constructor(page: Page) {
    this.#page = page
  }

  get page(): Page {
    return this.#page
  }

  /** Waits until the page recognises on the device. */
  async ready(): Promise<void> {
    await this.#page.locator('#status[data-state="ready"]').waitFor()
  }

  /** Draws an ink into the middle of the pad. */
  async draw(ink: Strokes, device: Device = 'mouse'): Promise<void> {
    const strokes = fit(ink, await this.#padBox())
    await drawStrokes(await this.#pointer(device), strokes)
  }

  async clear(): Promise<void> {
    await this.#page.keyboard.press('Escape')
    await this.#page.locator('#result[data-state="empty"]').waitFor()
  }

  /** From now on nothing of the page reaches the edge: neither requests nor the stream beside them. */
  async cutEdge(): Promise<void> {
    await this.#page.routeWebSocket('**/stream', (socket) => socket.close())
    await this.#page.route('**/classify', (route) => route.abort('connectionrefused'))
  }

  /** Requests arrive again. */
  async mendEdge(): Promise<void> {
    await this.#page.unroute('**/classify')
  }

  async useSource(source: 'device' | 'edge'): Promise<void> {
    const name = source === 'edge' ? 'At the edge' : 'On this device'
    await this.#page.getByRole('radio', { name }).check()
  }

  /** Chooses what is written, and waits until it can be read. */
  async useAlphabet(alphabet: 'digits' | 'letters'): Promise<void> {
    const name = alphabet === 'digits' ? 'Digits' : 'Letters and digits'
    await this.#page.getByRole('radio', { name, exact: true }).check()
    await this.ready()
  }

  /** The answer to all strokes of the ink that is on the pad. */
  async answer(strokes: number, source: 'device' | 'edge' = 'device'): Promise<Answer> {
    const isFinal = `[data-drawing="false"][data-strokes="${strokes}"][data-source="${source}"]`
    const result = this.#page.locator(`#result${isFinal}`)
    const trouble = this.#page.getByRole('alert')
    await result.or(trouble).first().waitFor()
    if (await trouble.isVisible()) throw new Error(`the page says: ${await trouble.textContent()}`)
    return this.result()
  }

  async result(): Promise<Answer> {
    return this.#page.locator('#result').evaluate((section: HTMLElement) => {
      const { label = '', state = '', source = '' } = section.dataset
      return { label, state, source }
    })
  }

  /** How many pixels of the pad are covered with ink. */
  async covered(): Promise<number> {
    return this.#page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      const canvas = document.querySelector('#ink') as HTMLCanvasElement
      const image = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return image.data.filter((value, i) => i % 4 === 3 && value > 127).length
    })
  }

  #pointer(device: Device): Promise<Pointer> {
    const pointer = this.#pointers.get(device) ?? createPointer(this.#page, device)
    this.#pointers.set(device, pointer)
    return pointer
  }

  async #padBox() {
    const box = await this.#page.locator('#ink').boundingBox()
    if (!box) throw new Error('the pad is not visible')
    return box
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function fit(ink: Strokes, box: Box): XY[][] {
  const xs = ink.flat().map(([x]) => x)
  const ys = ink.flat().map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const scale = (FILL * Math.min(box.width, box.height)) / Math.max(width, height, 1)
  const originX = box.x + (box.width - width * scale) / 2
  const originY = box.y + (box.height - height * scale) / 2
  return ink.map((points) =>
    points.map(([x, y]) => [originX + (x - left) * scale, originY + (y - top) * scale] as const),
  )
}
