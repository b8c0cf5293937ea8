/** Digits of writers whom no training saw, drawn on the page with a pointer, recognised here and at the edge. */
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { DemoPage } from '../support/demo-page.ts'
import { heldOutDigits } from '../support/held-out-digits.ts'
import type { Device } from '../support/pointers.ts'
import { useRunningDemo } from '../support/running-demo.ts'

/** Each draws a third, the pen last: right after a pen the pad takes a touch for the palm. */
const DEVICES: Device[] = ['mouse', 'touch', 'pen']

const AT_LEAST = 97

const TIMEOUT = 600_000

const running = useRunningDemo()

test(
  `at least ${AT_LEAST} of 100 held-out digits are recognised, and the edge gives the same labels`,
  async () => {
    await using opened = await openPage(running.browser, running.server.url, { hasTouch: true })
    const demo = new DemoPage(opened.page)
    await demo.ready()
    const digits = heldOutDigits()
    expect(digits).toHaveLength(100)
    const wrong: string[] = []
    const different: string[] = []
    for (const [i, { label, source, writer, strokes }] of digits.entries()) {
      await demo.useSource('device')
      await demo.draw(strokes, DEVICES[Math.floor((i * DEVICES.length) / digits.length)])
      const here = await demo.answer(strokes.length, 'device')
      await demo.useSource('edge')
      const edge = await demo.answer(strokes.length, 'edge')
      if (here.label !== label || here.state !== 'sure')
        wrong.push(`${i} (${source}, ${writer}): ${label} read as ${here.label}, ${here.state}`)
      if (edge.label !== here.label)
        different.push(`${i}: ${here.label} here, ${edge.label} at the edge`)
      await demo.clear()
    }
    expect(different).toEqual([])
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(100 - AT_LEAST)
    expect(opened.complaints).toEqual([])
  },
  TIMEOUT,
)
