import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { createPointer, type Device, drawStrokes, type XY } from '../support/pointers.ts'
import { openSdkPage } from '../support/sdk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const LINE: XY[] = [
  [20, 30],
  [60, 70],
  [100, 110],
]

const inkOf = (page: Page) => page.evaluate(() => capture.ink)
const eventsOf = (page: Page) => page.evaluate(() => [...events])

/** Two frames: one for what the last event scheduled, one to be sure that it was drawn. */
const nextFrame = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )

async function draw(page: Page, points: readonly XY[], device: Device = 'mouse'): Promise<void> {
  await drawStrokes(await createPointer(page, device), [points])
}

/** How many pixels of the pad's bitmap are covered. */
const covered = async (page: Page) => {
  await nextFrame(page)
  return page.evaluate(() => {
    const pad = document.querySelector('#pad') as HTMLCanvasElement
    const { data } = pad.getContext('2d')!.getImageData(0, 0, pad.width, pad.height)
    return data.filter((value, i) => i % 4 === 3 && value > 127).length
  })
}

describe('a stroke', () => {
  test.for(['mouse', 'touch', 'pen'] as const)(
    'of a %s has the points where it was drawn',
    async (device) => {
      await using opened = await openSdkPage(browser, { hasTouch: true })
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
    await using opened = await openSdkPage(browser)
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
    await using opened = await openSdkPage(browser)
    await draw(opened.page, LINE)
    expect(await eventsOf(opened.page)).toEqual(['strokestart', 'stroke', 'change'])
  })

  test('goes on outside of the pad, and ends there', async () => {
    await using opened = await openSdkPage(browser)
    await draw(opened.page, [
      [20, 30],
      [400, 400],
    ])
    const [{ points }] = await inkOf(opened.page)
    expect(points.at(-1)).toMatchObject({ x: 400, y: 400 })
    expect(await opened.page.evaluate(() => capture.isDrawing)).toBe(false)
  })

  test('is not drawn by the secondary button', async () => {
    await using opened = await openSdkPage(browser)
    await opened.page.mouse.move(50, 50)
    await opened.page.mouse.down({ button: 'right' })
    await opened.page.mouse.move(90, 90)
    await opened.page.mouse.up({ button: 'right' })
    expect(await inkOf(opened.page)).toEqual([])
  })

  test('keeps the coalesced points that come between two frames', async () => {
    await using opened = await openSdkPage(browser)
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

  test.for([
    ['hovers', 'pointermove'],
    ['goes down', 'pointerdown'],
  ] as const)('ends when its pointer %s again and its end got lost', async ([, type]) => {
    await using opened = await openSdkPage(browser)
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

  test('ends well when the pad leaves the document in the middle of it', async () => {
    await using opened = await openSdkPage(browser)
    const pointer = await createPointer(opened.page, 'mouse')
    await pointer.down([20, 20])
    await pointer.move([60, 60])
    await opened.page.evaluate(() => document.querySelector('#pad')!.remove())
    await pointer.up([60, 60])
    expect(await opened.page.evaluate(() => [capture.isDrawing, capture.ink.length])).toEqual([
      false,
      1,
    ])
  })
})

describe('several pointers', () => {
  test('a second finger does not disturb the first', async () => {
    await using opened = await openSdkPage(browser, { hasTouch: true })
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
    await using opened = await openSdkPage(browser, { hasTouch: true })
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
    await using opened = await openSdkPage(browser, {
      hasTouch: true,
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
    await using opened = await openSdkPage(browser, {
      hasTouch: true,
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

describe('the coordinates are those of the pad', () => {
  /** Where, in the viewport, the pad's own point (x, y) is: told by the browser, through a marker laid over it. */
  async function viewportPoint(page: Page, x: number, y: number): Promise<XY> {
    return page.evaluate(
      ([left, top]) => {
        const marker = document.querySelector('#marker') as HTMLElement
        marker.style.left = `${left}px`
        marker.style.top = `${top}px`
        const rect = marker.getBoundingClientRect()
        return [rect.x + rect.width / 2, rect.y + rect.height / 2] as const
      },
      [x, y],
    )
  }

  /** `around` is the pad's wrapper, so that the marker takes part in every transform. */
  const around = (style: string, padStyle = '', inset = '0px') => ({
    viewport: { width: 800, height: 700 },
    body: `<div style="${style}"><div style="position: relative; width: 300px; height: 200px">
      <canvas id="pad" style="${padStyle}"></canvas>
      <div style="position: absolute; left: ${inset}; top: ${inset}; pointer-events: none">
        <div id="marker" style="position: absolute; width: 0; height: 0"></div>
      </div></div></div>`,
  })

  test.for([
    ['moved', around('margin: 33.3px 0 0 71.7px')],
    [
      'scaled',
      around('margin: 40px; width: 300px; transform-origin: 0 0; transform: scale(1.7, 0.6)'),
    ],
    ['rotated and skewed', around('margin: 160px; transform: rotate(33deg) skewX(12deg)')],
    [
      'turned by the rotate and scale properties',
      around('margin: 150px; rotate: -70deg; scale: 1.3 0.8'),
    ],
    ['transformed twice', around('margin: 150px; transform: rotate(20deg); scale: 0.5')],
    ['zoomed', around('margin: 20px; zoom: 1.6')],
    [
      'framed',
      around(
        'margin: 20px',
        'border: 9px solid; padding: 7px; box-sizing: border-box; width: 300px; height: 200px',
        '16px',
      ),
    ],
  ] as const)('when it is %s', async ([, options]) => {
    await using opened = await openSdkPage(browser, options)
    const { page } = opened
    const wanted: XY[] = [
      [10, 15],
      [120, 90],
      [260, 150],
    ]
    const path: XY[] = []
    for (const [x, y] of wanted) path.push(await viewportPoint(page, x, y))
    await draw(page, path)
    const [{ points }] = await inkOf(page)
    for (const [i, at] of [0, 1, 2].map((i) => [i, points[i]] as const)) {
      expect(at.x).toBeCloseTo(wanted[i][0], 1)
      expect(at.y).toBeCloseTo(wanted[i][1], 1)
    }
  })

  test('when the page is scrolled, even in the middle of a stroke', async () => {
    await using opened = await openSdkPage(browser, {
      body: '<div style="height: 500px"></div><canvas id="pad"></canvas><div style="height: 3000px"></div>',
    })
    const { page } = opened
    await page.evaluate(() => scrollTo(0, 450))
    const pointer = await createPointer(page, 'mouse')
    await pointer.down([20, 60])
    await page.evaluate(() => scrollTo(0, 480))
    await pointer.move([40, 60])
    await pointer.up([40, 60])
    const [{ points }] = await inkOf(page)
    expect(points[0]).toMatchObject({ x: 20, y: 10 })
    expect(points.at(-1)).toMatchObject({ x: 40, y: 40 })
  })

  test('when its root is a shadow root in a scaled host', async () => {
    await using opened = await openSdkPage(browser, {
      body: '<div id="host" style="scale: 2; transform-origin: 0 0"></div><canvas id="pad"></canvas>',
    })
    const { page } = opened
    await page.evaluate(() => {
      const root = document.querySelector('#host')!.attachShadow({ mode: 'open' })
      root.append(document.querySelector('#pad')!)
      Object.assign((root.firstChild as HTMLElement).style, { width: '300px', height: '200px' })
    })
    await draw(page, [
      [40, 60],
      [80, 90],
    ])
    const [{ points }] = await inkOf(page)
    expect(points[0]).toMatchObject({ x: 20, y: 30 })
  })
})

describe('the drawing', () => {
  test.for([1, 1.5, 3])(
    'has a bitmap pixel for each of the screen at a ratio of %s',
    async (deviceScaleFactor) => {
      await using opened = await openSdkPage(browser, { deviceScaleFactor })
      const size = await opened.page.evaluate(() => {
        const pad = document.querySelector('#pad') as HTMLCanvasElement
        return [pad.width, pad.height]
      })
      expect(size).toEqual([300 * deviceScaleFactor, 200 * deviceScaleFactor])
    },
  )

  test('shows a dot, undoes, redoes and clears it', async () => {
    await using opened = await openSdkPage(browser, { capture: { width: 10 } })
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
    await using opened = await openSdkPage(browser, { capture: { width: 10 } })
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
    await using opened = await openSdkPage(browser)
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
    await using opened = await openSdkPage(browser)
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
    await using opened = await openSdkPage(browser, {
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
    await using opened = await openSdkPage(browser, { css, capture: { width: 20 } })
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
    await using opened = await openSdkPage(browser, {
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

describe('dispose', () => {
  test('stops listening, gives the style back, keeps the ink, and may be called again', async () => {
    await using opened = await openSdkPage(browser, {
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
    await using opened = await openSdkPage(browser)
    const pointer = await createPointer(opened.page, 'mouse')
    await pointer.down([20, 20])
    await opened.page.evaluate(() => capture.dispose())
    await pointer.move([90, 90])
    const ink = await inkOf(opened.page)
    expect(ink).toHaveLength(1)
    expect(ink[0].points).toHaveLength(1)
  })

  test('two pads on one page do not disturb each other', async () => {
    await using opened = await openSdkPage(browser, {
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
