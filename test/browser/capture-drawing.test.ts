import { describe, expect, test } from 'vitest'
import { covered, draw, inkOf, LINE, nextFrame, usePads } from './drawing.ts'

const pads = usePads()

describe('the drawing', () => {
  test.for([1, 1.5, 3])(
    'has a bitmap pixel for each of the screen at a ratio of %s',
    async (deviceScaleFactor) => {
      await using opened = await pads.open({ deviceScaleFactor })
      const size = await opened.page.evaluate(() => {
        const pad = document.querySelector('#pad') as HTMLCanvasElement
        return [pad.width, pad.height]
      })
      expect(size).toEqual([300 * deviceScaleFactor, 200 * deviceScaleFactor])
    },
  )

  test('shows a dot, undoes, redoes and clears it', async () => {
    await using opened = await pads.open({ capture: { width: 10 } })
    const { page } = opened
    expect(await covered(page)).toBe(0)
    await draw(page, [[50, 50]])
    const dot = await covered(page)
    expect(dot).toBeGreaterThan(20)
    await page.evaluate(() => capture.undo())
    expect(await covered(page)).toBe(0)
    await page.evaluate(() => capture.redo())
    expect(await covered(page)).toBe(dot)
    await page.evaluate(() => capture.clear())
    expect(await covered(page)).toBe(0)
  })

  test('keeps the ink, and fits it, when the pad changes its size', async () => {
    await using opened = await pads.open({ capture: { width: 10 } })
    const { page } = opened
    await draw(page, LINE)
    const before = await inkOf(page)
    const large = await covered(page)
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#pad')!.style.width = '150px'
    })
    const small = await covered(page)
    expect(small).toBeGreaterThan(large / 8)
    expect(small).toBeLessThan(large / 2)
    expect(await inkOf(page)).toEqual(before)
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#pad')!.style.width = '300px'
    })
    expect(await covered(page)).toBe(large)
  })

  test('a stroke on a pad that has shrunk lies in the coordinates of the ink before it', async () => {
    await using opened = await pads.open()
    const { page } = opened
    await draw(page, LINE)
    await page.evaluate(() => {
      Object.assign(document.querySelector<HTMLElement>('#pad')!.style, {
        width: '150px',
        height: '100px',
      })
    })
    await nextFrame(page)
    await draw(page, [
      [50, 40],
      [60, 50],
    ])
    expect((await inkOf(page))[1].points[0]).toMatchObject({ x: 100, y: 80 })
  })

  test('a hidden pad keeps its ink until it is shown again', async () => {
    await using opened = await pads.open()
    const { page } = opened
    await draw(page, LINE)
    const before = await covered(page)
    const show = (display: string) =>
      page.evaluate((value) => {
        document.querySelector<HTMLElement>('#pad')!.style.display = value
      }, display)
    await show('none')
    await nextFrame(page)
    await show('block')
    expect(await covered(page)).toBe(before)
  })

  test('a canvas without a size from CSS keeps the one it had', async () => {
    await using opened = await pads.open({
      deviceScaleFactor: 2,
      body: '<canvas id="pad" width="200" height="120" style="width: auto; height: auto"></canvas>',
    })
    await nextFrame(opened.page)
    const size = await opened.page.evaluate(() => {
      const pad = document.querySelector('#pad') as HTMLCanvasElement
      return [pad.clientWidth, pad.clientHeight, pad.width, pad.height]
    })
    expect(size).toEqual([200, 120, 400, 240])
  })

  test('takes its colour from CSS, and follows the colour scheme', async () => {
    const css = '#pad { color: #f00 } @media (prefers-color-scheme: dark) { #pad { color: #0f0 } }'
    await using opened = await pads.open({ css, capture: { width: 20 } })
    const { page } = opened
    await draw(page, [[50, 50]])
    const colour = async () => {
      await nextFrame(page)
      return page.evaluate(() => {
        const pad = document.querySelector('#pad') as HTMLCanvasElement
        return [...pad.getContext('2d')!.getImageData(50, 50, 1, 1).data]
      })
    }
    expect(await colour()).toEqual([255, 0, 0, 255])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colour()).toEqual([0, 255, 0, 255])
  })

  test('follows forced colours', async () => {
    await using opened = await pads.open({
      css: '#pad { color: #f00 }',
      capture: { width: 20 },
      forcedColors: 'active',
    })
    await draw(opened.page, [[50, 50]])
    await nextFrame(opened.page)
    const [colour, canvasText] = await opened.page.evaluate(() => {
      const pad = document.querySelector('#pad') as HTMLCanvasElement
      const [r, g, b] = pad.getContext('2d')!.getImageData(50, 50, 1, 1).data
      document.body.style.color = 'CanvasText'
      return [`rgb(${r}, ${g}, ${b})`, getComputedStyle(document.body).color]
    })
    expect(colour).toBe(canvasText)
  })
})
