import { expect, test } from 'vitest'
import { createPointer, type XY } from '../support/pointers.ts'
import { covered, draw, eventsOf, inkOf, usePads } from './drawing.ts'

const pads = usePads()

const row = (y: number): XY[] => [
  [40, y],
  [120, y],
  [200, y],
]

const down: XY[] = [
  [100, 20],
  [100, 190],
]

test('the eraser takes the strokes that it touches, whole, off the pad and out of the ink', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, row(50))
  const one = await covered(page)
  await draw(page, row(100))
  await page.evaluate(() => capture.configure({ tool: 'eraser' }))
  await draw(page, [
    [100, 90],
    [100, 120],
  ])
  expect((await inkOf(page)).map(({ points }) => points[0].y)).toEqual([50])
  expect(await covered(page)).toBe(one)
})

test('one way of the eraser is one step back, and the pen draws again after it', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, row(50))
  await draw(page, row(100))
  const before = await inkOf(page)
  await page.evaluate(() => capture.configure({ tool: 'eraser' }))
  await draw(page, down, 'touch')
  expect(await inkOf(page)).toEqual([])
  await page.evaluate(() => capture.undo())
  expect(await inkOf(page)).toEqual(before)
  await page.evaluate(() => capture.configure({ tool: 'pen' }))
  await draw(page, row(150))
  expect(await inkOf(page)).toHaveLength(3)
})

test('a pen that is turned round erases without being told', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, row(50), 'pen')
  await page.evaluate(() => {
    const pad = document.querySelector('#pad')!
    const fire = (type: string, y: number, button: number, buttons: number) => {
      const init = { pointerId: 9, pointerType: 'pen', clientX: 100, clientY: y, bubbles: true }
      pad.dispatchEvent(new PointerEvent(type, { ...init, button, buttons }))
    }
    fire('pointerdown', 30, 5, 32)
    fire('pointermove', 70, -1, 32)
    fire('pointerup', 70, 5, 0)
  })
  expect(await inkOf(page)).toEqual([])
  expect(await eventsOf(page)).toEqual(['strokestart', 'stroke', 'change', 'change'])
})

test.for([
  ['keep', 0],
  ['drop', 1],
] as const)('an eraser that is cancelled may %s what it took', async ([pointercancel, left]) => {
  await using opened = await pads.open({ capture: { pointercancel } })
  const { page } = opened
  await draw(page, row(50))
  await page.evaluate(() => capture.configure({ tool: 'eraser' }))
  const touch = await createPointer(page, 'touch')
  await touch.down([100, 20])
  await touch.move([100, 80])
  await touch.cancel()
  expect(await inkOf(page)).toHaveLength(left)
})
