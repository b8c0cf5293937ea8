import { describe, expect, test } from 'vitest'
import { createPointer, type XY } from '../support/pointers.ts'
import { draw, eventsOf, inkOf, LINE, nextFrame, pixel, usePads } from './drawing.ts'

const pads = usePads()

describe('a stroke', () => {
  test.for(['mouse', 'touch', 'pen'] as const)(
    'of a %s has the points where it was drawn',
    async (device) => {
      await using opened = await pads.open()
      await draw(opened.page, LINE, device)
      const [{ points }, ...others] = await inkOf(opened.page)
      expect(others).toEqual([])
      for (const [x, y] of LINE) {
        const near = points.filter((point) => Math.hypot(point.x - x, point.y - y) < 0.51)
        expect(near).not.toEqual([])
      }
      expect(opened.complaints).toEqual([])
    },
  )

  test('has the times of its events, in order, and no pressure unless a pen drew it', async () => {
    await using opened = await pads.open()
    await draw(opened.page, LINE, 'mouse')
    await draw(opened.page, LINE, 'pen')
    const now = await opened.page.evaluate(() => performance.now())
    const [mouse, pen] = await inkOf(opened.page)
    const times = [...mouse.points, ...pen.points].map(({ t }) => t!)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.every((t) => t > 0 && t < now)).toBe(true)
    expect(mouse.points.some((point) => 'pressure' in point)).toBe(false)
    expect(pen.points[0].pressure).toBeCloseTo(0.5)
  })

  test('tells that it started, that it is finished, and that the ink changed', async () => {
    await using opened = await pads.open()
    await draw(opened.page, LINE)
    expect(await eventsOf(opened.page)).toEqual(['strokestart', 'stroke', 'change'])
  })

  test('goes on outside of the pad, and ends there', async () => {
    await using opened = await pads.open()
    await draw(opened.page, [
      [20, 30],
      [400, 400],
    ])
    const [{ points }] = await inkOf(opened.page)
    expect(points.at(-1)).toMatchObject({ x: 400, y: 400 })
    expect(await opened.page.evaluate(() => capture.isDrawing)).toBe(false)
  })

  test('is not drawn by the secondary button', async () => {
    await using opened = await pads.open()
    await opened.page.mouse.move(50, 50)
    await opened.page.mouse.down({ button: 'right' })
    await opened.page.mouse.move(90, 90)
    await opened.page.mouse.up({ button: 'right' })
    expect(await inkOf(opened.page)).toEqual([])
  })

  test('keeps the coalesced points that come between two frames', async () => {
    await using opened = await pads.open()
    await opened.page.evaluate(() => {
      const pad = document.querySelector('#pad')!
      const fire = (type: string, x: number, coalesced: number[] = []) => {
        const at = (clientX: number) => ({ clientX, clientY: 5, pointerId: 1, bubbles: true })
        const coalescedEvents = coalesced.map((value) => new PointerEvent(type, at(value)))
        pad.dispatchEvent(new PointerEvent(type, { ...at(x), coalescedEvents }))
      }
      fire('pointerdown', 10)
      fire('pointermove', 40, [20, 30, 40])
      fire('pointerup', 40)
    })
    const [{ points }] = await inkOf(opened.page)
    expect(points.map(({ x }) => x)).toEqual([10, 20, 30, 40, 40])
  })

  test('has the own time of each coalesced point, and none of those that are only predicted', async () => {
    await using opened = await pads.open({ capture: { width: 10 } })
    const { page } = opened
    await page.evaluate(() => {
      const pad = document.querySelector('#pad')!
      const event = (type: string, x: number, t: number, more: PointerEventInit = {}) => {
        const init = { clientX: x, clientY: 50, pointerId: 1, bubbles: true, ...more }
        return Object.defineProperty(new PointerEvent(type, init), 'timeStamp', { value: t })
      }
      const moves = [2000.25, 2004.5, 2008.75].map((t, i) => event('pointermove', 20 + 10 * i, t))
      const predictedEvents = [event('pointermove', 200, 2016)]
      pad.dispatchEvent(event('pointerdown', 10, 2000))
      pad.dispatchEvent(
        event('pointermove', 40, 2008.75, { coalescedEvents: moves, predictedEvents }),
      )
    })
    expect((await pixel(page, 190, 50))[3]).toBeGreaterThan(0)
    const points = (await inkOf(page))[0].points
    expect(points.map(({ x, t }) => [x, t])).toEqual([
      [10, 2000],
      [20, 2000.25],
      [30, 2004.5],
      [40, 2008.75],
    ])
    await page.evaluate(() => {
      const init = { clientX: 40, clientY: 50, pointerId: 1, bubbles: true }
      document.querySelector('#pad')!.dispatchEvent(new PointerEvent('pointerup', init))
    })
    expect((await pixel(page, 190, 50))[3]).toBe(0)
  })

  test('captures its pointer until it ends', async () => {
    await using opened = await pads.open()
    const { page } = opened
    const isCaptured = () =>
      page.evaluate(() => document.querySelector('#pad')!.hasPointerCapture(1))
    const pointer = await createPointer(page, 'mouse')
    await pointer.down([20, 20])
    await pointer.move([30, 30])
    expect(await isCaptured()).toBe(true)
    await pointer.up([30, 30])
    expect(await isCaptured()).toBe(false)
  })

  test('of a pen keeps its pressure to the end', async () => {
    await using opened = await pads.open()
    const { page } = opened
    const pen = await createPointer(page, 'pen')
    await pen.down([20, 20], 0.25)
    await pen.move([60, 60], 0.75)
    await pen.up([60, 60])
    const [{ points }] = await inkOf(page)
    expect(points[0].pressure).toBeCloseTo(0.25)
    expect(points.at(-1)!.pressure).toBeCloseTo(0.75)
  })

  test.for([
    ['hovers', 'pointermove'],
    ['goes down', 'pointerdown'],
  ] as const)('ends when its pointer %s again and its end got lost', async ([, type]) => {
    await using opened = await pads.open()
    const { page } = opened
    const pointer = await createPointer(page, 'mouse')
    await pointer.down([20, 20])
    await pointer.move([60, 60])
    await page.evaluate((name) => {
      const init = { pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true }
      document.querySelector('#pad')!.dispatchEvent(new PointerEvent(name, init))
    }, type)
    expect(await eventsOf(page)).toEqual(expect.arrayContaining(['stroke']))
    await pointer.up([60, 60])
    expect(await page.evaluate(() => capture.isDrawing)).toBe(false)
  })

  test.for([
    ['leaves the document', (pad: HTMLElement) => pad.remove()],
    ['is hidden', (pad: HTMLElement) => pad.setAttribute('style', 'display: none')],
  ] as const)('loses no point when the pad %s in the middle of it', async ([, vanish]) => {
    await using opened = await pads.open({
      body: '<canvas id="pad" style="margin: 40px"></canvas>',
    })
    const { page } = opened
    const pad = await page.waitForSelector('#pad')
    const pointer = await createPointer(page, 'mouse')
    await pointer.down([60, 60])
    await pointer.move([100, 100])
    await pad.evaluate(vanish)
    await pointer.move([140, 120])
    await pointer.up([140, 120])
    const [{ points }, ...others] = await inkOf(page)
    expect(others).toEqual([])
    expect(points[0]).toMatchObject({ x: 20, y: 20 })
    expect(points.at(-1)).toMatchObject({ x: 100, y: 80 })
    expect(await page.evaluate(() => capture.isDrawing)).toBe(false)
  })
})

describe('several pointers', () => {
  test('a second finger does not disturb the first', async () => {
    await using opened = await pads.open()
    const session = await opened.page.context().newCDPSession(opened.page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, XY][]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([id, [x, y]]) => ({ id, x, y })),
      })
    await touch('touchStart', [[1, [20, 20]]])
    await touch('touchStart', [
      [1, [20, 20]],
      [2, [200, 100]],
    ])
    await touch('touchMove', [
      [1, [60, 60]],
      [2, [220, 120]],
    ])
    await touch('touchEnd', [])
    const ink = await inkOf(opened.page)
    expect(ink).toHaveLength(1)
    expect(ink[0].points.every(({ x }) => x < 100)).toBe(true)
  })

  test('a pen takes over from the palm that touched first', async () => {
    await using opened = await pads.open()
    const palm = await createPointer(opened.page, 'touch')
    await palm.down([250, 150])
    await palm.move([252, 152])
    await draw(opened.page, LINE, 'pen')
    await palm.up([252, 152])
    const ink = await inkOf(opened.page)
    expect(ink).toHaveLength(1)
    expect(ink[0].points[0]).toMatchObject({ x: 20, y: 30 })
  })

  test.for([
    ['keep', 1],
    ['drop', 0],
  ] as const)('a cancelled touch may %s its stroke', async ([pointercancel, strokes]) => {
    await using opened = await pads.open({
      capture: { pointercancel },
    })
    const touch = await createPointer(opened.page, 'touch')
    await touch.down([20, 20])
    await touch.move([60, 60])
    await touch.cancel()
    expect(await inkOf(opened.page)).toHaveLength(strokes)
    expect(await opened.page.evaluate(() => capture.isDrawing)).toBe(false)
  })

  test('the page does not scroll while a finger draws', async () => {
    await using opened = await pads.open({
      isMobile: true,
      viewport: { width: 320, height: 400 },
      body: '<canvas id="pad"></canvas><div style="height: 3000px"></div>',
    })
    await draw(
      opened.page,
      [
        [150, 190],
        [150, 120],
        [150, 60],
        [150, 10],
      ],
      'touch',
    )
    await nextFrame(opened.page)
    expect(await opened.page.evaluate(() => scrollY)).toBe(0)
    expect((await inkOf(opened.page))[0].points.length).toBeGreaterThan(3)
  })
})
