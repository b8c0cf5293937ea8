import { describe, expect, test } from 'vitest'
import { createPointer } from '../support/pointers.ts'
import { draw, inkOf, LINE, usePads } from './drawing.ts'

const pads = usePads()

describe('dispose', () => {
  test('stops listening, gives the style back, keeps the ink, and may be called again', async () => {
    await using opened = await pads.open({
      body: '<canvas id="pad" style="touch-action: pan-y"></canvas>',
    })
    const { page } = opened
    await draw(page, LINE)
    const style = () => page.evaluate(() => document.querySelector('#pad')!.getAttribute('style'))
    expect(await style()).toContain('touch-action: none')
    await page.evaluate(() => {
      capture.dispose()
      capture.dispose()
    })
    expect(await style()).toBe('touch-action: pan-y;')
    await draw(page, LINE)
    expect(await inkOf(page)).toHaveLength(1)
  })

  test('ends a stroke that is being drawn', async () => {
    await using opened = await pads.open()
    const pointer = await createPointer(opened.page, 'mouse')
    await pointer.down([20, 20])
    await opened.page.evaluate(() => capture.dispose())
    await pointer.move([90, 90])
    const ink = await inkOf(opened.page)
    expect(ink).toHaveLength(1)
    expect(ink[0].points).toHaveLength(1)
  })

  test('two pads on one page do not disturb each other', async () => {
    await using opened = await pads.open({
      body: '<canvas id="pad"></canvas><canvas id="other" style="display: block; width: 300px; height: 200px"></canvas>',
    })
    const { page } = opened
    await page.evaluate(() => {
      const other = document.querySelector('#other') as HTMLCanvasElement
      Object.assign(window, { other: sdk.createInkCapture(other) })
    })
    await draw(page, LINE)
    await draw(page, [
      [20, 230],
      [60, 270],
    ])
    await page.evaluate(() => capture.dispose())
    await draw(page, [
      [80, 230],
      [90, 270],
    ])
    const counts = await page.evaluate(() => {
      const { other } = window as unknown as { other: typeof capture }
      return [capture.ink.length, other.ink.length]
    })
    expect(counts).toEqual([1, 2])
  })
})
