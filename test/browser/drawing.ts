/** What the tests of the pad do and look at again and again. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, type WatchedPage } from '../support/browser.ts'
import { createPointer, type Device, drawStrokes, type XY } from '../support/pointers.ts'
import { openSdkPage, type SdkPageOptions } from '../support/sdk-page.ts'

export const LINE: readonly XY[] = [
  [20, 30],
  [60, 70],
  [100, 110],
]

/** A browser for the tests of one file. */
export function usePads(): { open(options?: SdkPageOptions): Promise<WatchedPage> } {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  return { open: (options) => openSdkPage(browser, options) }
}

export const inkOf = (page: Page) => page.evaluate(() => capture.ink)

export const eventsOf = (page: Page) => page.evaluate(() => [...events])

export async function draw(
  page: Page,
  points: readonly XY[],
  device: Device = 'mouse',
): Promise<void> {
  await drawStrokes(await createPointer(page, device), [points])
}

/** Two frames: one for what the last event scheduled, one to be sure that it was drawn. */
export const nextFrame = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )

/** How many pixels of the pad's bitmap are covered. */
export async function covered(page: Page): Promise<number> {
  await nextFrame(page)
  return page.evaluate(() => {
    const pad = document.querySelector('#pad') as HTMLCanvasElement
    const { data } = pad.getContext('2d')!.getImageData(0, 0, pad.width, pad.height)
    return data.filter((value, i) => i % 4 === 3 && value > 127).length
  })
}

/** Colour of one pixel of the pad's bitmap: red, green, blue and alpha, 0..255. */
export async function pixel(page: Page, x: number, y: number): Promise<number[]> {
  await nextFrame(page)
  return page.evaluate(
    ([left, top]) => {
      const pad = document.querySelector('#pad') as HTMLCanvasElement
      return [...pad.getContext('2d')!.getImageData(left, top, 1, 1).data]
    },
    [x, y],
  )
}
