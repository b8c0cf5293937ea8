import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createPointer, type XY } from '../support/pointers.ts'
import { draw, inkOf, usePads } from './drawing.ts'

const pads = usePads()

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
    await using opened = await pads.open(options)
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
    await using opened = await pads.open({
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
    await using opened = await pads.open({
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
