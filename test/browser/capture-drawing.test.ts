import { describe, expect, test } from 'vitest'
import { covered, draw, inkOf, LINE, nextFrame, pixel, usePads } from './drawing.ts'

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
    const colour = () => pixel(page, 50, 50)
    expect(await colour()).toEqual([255, 0, 0, 255])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colour()).toEqual([0, 255, 0, 255])
  })

  test('follows forced colours', async () => {
    await using opened = await pads.open({
      css: '#pad { color: #f00 }',
      capture: { width: 20, color: '#0f0' },
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

  test('gives a stroke the width and colour that were set when it began', async () => {
    await using opened = await pads.open({ css: '#pad { color: #f00 }' })
    const { page } = opened
    await draw(page, [[50, 50]])
    const thin = await covered(page)
    await page.evaluate(() => capture.configure({ width: 30, color: '#00f' }))
    expect(await covered(page)).toBe(thin)
    await draw(page, [[150, 50]])
    expect(await covered(page)).toBeGreaterThan(thin * 10)
    expect(await pixel(page, 150, 50)).toEqual([0, 0, 255, 255])
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#pad')!.style.color = '#0f0'
      capture.redraw()
    })
    expect(await pixel(page, 50, 50)).toEqual([0, 255, 0, 255])
    expect(await pixel(page, 150, 50)).toEqual([0, 0, 255, 255])
  })

  test('has a background that is set, changed and given back', async () => {
    await using opened = await pads.open({
      body: '<canvas id="pad" style="background-color: rgb(1, 2, 3)"></canvas>',
      capture: { background: 'rgb(9, 9, 9)' },
    })
    const { page } = opened
    const background = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('#pad')!).backgroundColor)
    expect(await background()).toBe('rgb(9, 9, 9)')
    await page.evaluate(() => capture.configure({ background: 'rgb(8, 8, 8)' }))
    expect(await background()).toBe('rgb(8, 8, 8)')
    await page.evaluate(() => capture.configure({ background: undefined }))
    expect(await background()).toBe('rgb(1, 2, 3)')
  })

  test.for([{ width: Number.NaN }, { thinning: 2 }, { eraserWidth: -1 }])(
    'refuses settings outside of their range: %o',
    async (settings) => {
      await using opened = await pads.open()
      const code = await opened.page.evaluate((bad) => {
        try {
          return capture.configure(bad)
        } catch (error) {
          return (error as { code: string }).code
        }
      }, settings)
      expect(code).toBe('OPTION')
    },
  )

  test('asks for a canvas of low latency, unless told not to', async () => {
    await using opened = await pads.open()
    const asked = await opened.page.evaluate(() => {
      const options: unknown[] = []
      for (const settings of [{}, { desynchronized: false }]) {
        const canvas = document.createElement('canvas')
        const original = canvas.getContext.bind(canvas)
        canvas.getContext = ((type: '2d', attributes: object) => {
          options.push(attributes)
          return original(type, attributes)
        }) as typeof canvas.getContext
        sdk.createInkCapture(canvas, settings).dispose()
      }
      return options
    })
    expect(asked).toEqual([{ desynchronized: true }, { desynchronized: false }])
  })

  /** A browser whose `ResizeObserver` does not know device pixels. */
  const withoutDevicePixels = () => {
    const { observe } = ResizeObserver.prototype
    ResizeObserver.prototype.observe = function (element, options) {
      if (options) throw new TypeError('no such box')
      observe.call(this, element)
    }
  }

  test.for([
    ['that knows device pixels', undefined],
    ['that does not', withoutDevicePixels],
  ] as const)('follows the pixel ratio of the screen in a browser %s', async ([, before]) => {
    await using opened = await pads.open({ before, capture: { width: 10 } })
    const { page } = opened
    await draw(page, LINE)
    const ink = await inkOf(page)
    const one = await covered(page)
    const session = await page.context().newCDPSession(page)
    const bitmap = () =>
      page.evaluate(() => {
        const { width, height } = document.querySelector('#pad') as HTMLCanvasElement
        return [width, height]
      })
    for (const deviceScaleFactor of [2, 3]) {
      // Chromium's emulation tells a page of another ratio only together with another size.
      const width = 800 + deviceScaleFactor
      const metrics = { width, height: 700, deviceScaleFactor, mobile: false }
      await session.send('Emulation.setDeviceMetricsOverride', metrics)
      await page.waitForFunction((ratio) => devicePixelRatio === ratio, deviceScaleFactor)
      await nextFrame(page)
      expect(await bitmap()).toEqual([300 * deviceScaleFactor, 200 * deviceScaleFactor])
      const pixels = (await covered(page)) / deviceScaleFactor ** 2
      expect(Math.abs(pixels - one)).toBeLessThan(one * 0.1)
    }
    expect(await inkOf(page)).toEqual(ink)
    await session.detach()
  })

  test('keeps the ink when the device is turned', async () => {
    await using opened = await pads.open({
      css: '#pad { width: 100vw; height: 50vh }',
      viewport: { width: 800, height: 400 },
      capture: { width: 10 },
    })
    const { page } = opened
    await draw(page, LINE)
    const ink = await inkOf(page)
    await page.setViewportSize({ width: 400, height: 800 })
    expect(await covered(page)).toBeGreaterThan(100)
    expect(await inkOf(page)).toEqual(ink)
    await draw(page, [[200, 100]])
    expect((await inkOf(page))[1].points[0]).toMatchObject({ x: 400, y: 200 })
  })
})
