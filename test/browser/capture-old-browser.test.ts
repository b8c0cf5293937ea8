/** A browser that has no pointer events: the polyfill comes, there and nowhere else. */
import { expect, test } from 'vitest'
import { createPointer } from '../support/pointers.ts'
import { draw, eventsOf, inkOf, LINE, usePads } from './drawing.ts'

const pads = usePads()

/** Takes pointer events out of the page: their names, and those that the browser sends all the same. */
function removePointerEvents(): void {
  const names = ['down', 'move', 'up', 'cancel', 'over', 'out', 'enter', 'leave', 'rawupdate']
  const stop = (event: Event) => event.isTrusted && event.stopImmediatePropagation()
  for (const name of names) {
    addEventListener(`pointer${name}`, stop, true)
    for (const owner of [window, Document.prototype, HTMLElement.prototype]) {
      Reflect.deleteProperty(owner, `onpointer${name}`)
    }
  }
  for (const name of ['set', 'release', 'has']) {
    Reflect.deleteProperty(Element.prototype, `${name}PointerCapture`)
  }
  Reflect.deleteProperty(window, 'PointerEvent')
}

/** Names of the scripts that the page loaded. */
const scriptsOf = (page: import('playwright-core').Page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  )

test('a browser with pointer events does not load the polyfill, and is ready at once', async () => {
  await using opened = await pads.open()
  await opened.page.evaluate(() => capture.ready)
  expect((await scriptsOf(opened.page)).filter((name) => name.includes('pep'))).toEqual([])
})

test.for(['touch', 'mouse'] as const)('without them, %s draws all the same', async (device) => {
  await using opened = await pads.open({ before: removePointerEvents })
  const { page } = opened
  await page.evaluate(() => capture.ready)
  expect(await page.evaluate(() => 'onpointerdown' in window)).toBe(false)
  expect((await scriptsOf(page)).filter((name) => name.includes('pep'))).toHaveLength(1)
  // A mouse that is pressed hovered before; the polyfill counts on it.
  if (device === 'mouse') await page.mouse.move(5, 5)
  await draw(page, [...LINE, [400, 400]], device)
  const [{ points }, ...others] = await inkOf(page)
  expect(others).toEqual([])
  expect(points[0]).toMatchObject({ x: 20, y: 30 })
  expect(points.at(-1)).toMatchObject({ x: 400, y: 400 })
  expect(points.every(({ t }) => Number.isFinite(t))).toBe(true)
  expect(await eventsOf(page)).toEqual(['strokestart', 'stroke', 'change'])
})

test('without them, a cancelled touch keeps its stroke and a shadow root hides no pad', async () => {
  await using opened = await pads.open({
    before: removePointerEvents,
    body: '<div id="host"></div><canvas id="pad"></canvas>',
  })
  const { page } = opened
  await page.evaluate(async () => {
    capture.dispose()
    const root = document.querySelector('#host')!.attachShadow({ mode: 'open' })
    const pad = document.querySelector('#pad') as HTMLCanvasElement
    root.append(pad)
    Object.assign(pad.style, { display: 'block', width: '300px', height: '200px' })
    const inside = sdk.createInkCapture(pad)
    Object.assign(window, { inside })
    await inside.ready
  })
  const touch = await createPointer(page, 'touch')
  await touch.down([20, 20])
  await touch.move([60, 60])
  await touch.cancel()
  const ink = await page.evaluate(
    () => (window as unknown as { inside: typeof capture }).inside.ink,
  )
  expect(ink.map(({ points }) => points.length)).toEqual([2])
})

test('without them, dispose takes the attribute of the polyfill away', async () => {
  await using opened = await pads.open({ before: removePointerEvents })
  const [before, after] = await opened.page.evaluate(async () => {
    const attribute = () => document.querySelector('#pad')!.getAttribute('touch-action')
    await capture.ready
    const during = attribute()
    capture.dispose()
    return [during, attribute()]
  })
  expect([before, after]).toEqual(['none', null])
})

test('a polyfill that does not load is told, by name', async () => {
  await using opened = await pads.open({ before: removePointerEvents })
  const { page } = opened
  // Modules that came once stay: another page, from which the polyfill is kept.
  await page.route('**/pep*', (route) => route.abort())
  await page.reload()
  const error = await page.evaluate(async () => {
    const made = sdk.createInkCapture(document.querySelector('#pad') as HTMLCanvasElement)
    const told = new Promise<string>((resolve) => {
      made.addEventListener('error', ({ detail }) =>
        resolve((detail.error as { code: string }).code),
      )
    })
    return [await told, await made.ready.catch((reason: { name: string }) => reason.name)]
  })
  expect(error).toEqual(['POINTER_EVENTS', 'PointerEventsError'])
})
