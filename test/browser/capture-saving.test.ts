/** What becomes of ink when it leaves the pad, and when it comes back. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { covered, draw, eventsOf, inkOf, LINE, nextFrame, pixel, usePads } from './drawing.ts'

const pads = usePads()

const SIGNATURE_PAD = fileURLToPath(import.meta.resolve('signature_pad'))

test('a drawing comes back from JSON: the same ink, drawn the same, and undo brings the other back', async () => {
  await using opened = await pads.open({ capture: { width: 9, color: 'rgb(200, 0, 0)' } })
  const { page } = opened
  await draw(page, LINE)
  await draw(page, [[150, 50]], 'pen')
  const before = await inkOf(page)
  const pixels = await covered(page)
  const text = await page.evaluate(() => JSON.stringify(capture))
  await page.evaluate(() => {
    capture.clear()
    capture.configure({ width: undefined, color: undefined })
  })
  await draw(page, [[20, 20]])
  await page.evaluate((saved) => sdk.fromJSON(capture, JSON.parse(saved)), text)
  expect(await inkOf(page)).toEqual(before)
  expect(await covered(page)).toBe(pixels)
  expect(await pixel(page, 150, 50)).toEqual([200, 0, 0, 255])
  expect(await page.evaluate(() => JSON.stringify({ ...capture.toJSON() }))).toBe(text)
  await page.evaluate(() => capture.undo())
  expect(await inkOf(page)).toHaveLength(1)
})

test('a drawing that is none is refused by name, and the ink stays', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, LINE)
  const code = await page.evaluate(() => {
    try {
      return sdk.fromJSON(capture, { format: 'edgeink', version: 99 })
    } catch (error) {
      return (error as { code: string }).code
    }
  })
  expect(code).toBe('INK_DOCUMENT')
  expect(await inkOf(page)).toHaveLength(1)
})

test('a drawing of a pad of another size is fitted to this one', async () => {
  await using opened = await pads.open({ capture: { width: 10 } })
  const { page } = opened
  await page.evaluate(() => {
    const style = { width: 10, thinning: 0 }
    const strokes = [{ points: [{ x: 500, y: 300 }], style }]
    const size = { width: 600, height: 400 }
    sdk.fromJSON(capture, { format: 'edgeink', version: 1, size, strokes })
  })
  expect((await pixel(page, 250, 150))[3]).toBe(255)
})

test('the real signature_pad takes our ink, and gives it back', async () => {
  const modules = { 'signature-pad.js': await readFile(SIGNATURE_PAD, 'utf8') }
  await using opened = await pads.open({
    modules,
    body: '<canvas id="pad"></canvas><canvas id="theirs" width="300" height="200"></canvas><script type="module">import SignaturePad from "/signature-pad.js"; window.SignaturePad = SignaturePad</script>',
  })
  const { page } = opened
  await draw(page, LINE)
  await draw(page, [[150, 50]])
  const { ours, back, data, inked } = await page.evaluate(() => {
    type Groups = import('edgeink/capture').PointGroup[]
    interface Theirs {
      fromData(groups: Groups): void
      toData(): Groups
    }
    const { SignaturePad } = window as unknown as {
      SignaturePad: new (canvas: HTMLCanvasElement) => Theirs
    }
    const canvas = document.querySelector('#theirs') as HTMLCanvasElement
    const theirs = new SignaturePad(canvas)
    const ours = capture.toJSON()
    theirs.fromData(sdk.toPointGroups(ours))
    const data = theirs.toData()
    const pixels = canvas.getContext('2d')!.getImageData(0, 0, 300, 200).data
    const inked = pixels.filter((value, i) => i % 4 === 3 && value > 0).length
    return { ours, data, back: sdk.fromPointGroups(data, ours.size), inked }
  })
  expect(data.map(({ points }) => points.length)).toEqual(
    ours.strokes.map(({ points }) => points.length),
  )
  expect(inked).toBeGreaterThan(50)
  expect(back.strokes.map(({ points }) => points)).toEqual(ours.strokes.map(({ points }) => points))
  expect(back.strokes[0].style.width).toBeCloseTo(ours.strokes[0].style.width)
  expect(back.strokes[0].style.thinning).toBeCloseTo(ours.strokes[0].style.thinning)
})

test('the SVG shows what the pad shows', async () => {
  await using opened = await pads.open({ capture: { width: 10, background: '#ffe' } })
  const { page } = opened
  await draw(page, LINE)
  await draw(page, [[150, 50]])
  const pixels = await covered(page)
  const shown = await page.evaluate(async () => {
    const image = new Image()
    const svg = sdk.toSVG(capture, { background: 'none' })
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const inked = data.filter((value, i) => i % 4 === 3 && value > 127).length
    return { width: image.width, height: image.height, inked, svg: sdk.toSVG(capture) }
  })
  expect([shown.width, shown.height]).toEqual([300, 200])
  expect(Math.abs(shown.inked - pixels)).toBeLessThan(pixels * 0.02)
  expect(shown.svg).toContain('fill="#ffe"')
})

test('a colour cannot break out of the SVG', async () => {
  await using opened = await pads.open()
  const svg = await opened.page.evaluate(() => {
    const style = { width: 4, thinning: 0, color: '"/><script>alert(1)</script>' }
    const strokes = [{ points: [{ x: 1, y: 1 }], style }]
    const size = { width: 10, height: 10 }
    return sdk.toSVG({ format: 'edgeink', version: 1, size, strokes }, { background: '"<&>' })
  })
  expect(svg).not.toContain('<script')
  expect(svg).toContain('fill="&#34;&#60;&#38;&#62;"')
})

test('the PNG has the size of the pad times the scale, with ink, colour and background', async () => {
  await using opened = await pads.open({ capture: { width: 12, color: 'rgb(0, 0, 255)' } })
  const { page } = opened
  await draw(page, [[150, 50]])
  const image = await page.evaluate(async () => {
    const blob = await sdk.toBlob(capture, { scale: 3, background: 'rgb(255, 255, 0)' })
    const bitmap = await createImageBitmap(blob)
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data]
    const size = [bitmap.width, bitmap.height]
    return { type: blob.type, size, ink: at(450, 150), paper: at(5, 5) }
  })
  expect(image).toEqual({
    type: 'image/png',
    size: [900, 600],
    ink: [0, 0, 255, 255],
    paper: [255, 255, 0, 255],
  })
})

test('a PNG that cannot be made is an error with a name', async () => {
  await using opened = await pads.open()
  const code = await opened.page.evaluate(() =>
    sdk.toBlob(capture, { scale: 0 }).catch((error: { code: string }) => error.code),
  )
  expect(code).toBe('INK_IMAGE')
})

test('a replay shows the ink come about, and leaves it as it is', async () => {
  await using opened = await pads.open({ capture: { width: 10 } })
  const { page } = opened
  await page.evaluate(() => {
    const style = { width: 10, thinning: 0 }
    const points = [0, 1, 2, 3, 4].map((i) => ({ x: 20 + 50 * i, y: 100, t: i * 100 }))
    const size = { width: 300, height: 200 }
    sdk.fromJSON(capture, { format: 'edgeink', version: 1, size, strokes: [{ points, style }] })
  })
  const whole = await covered(page)
  const before = await inkOf(page)
  await page.evaluate(() => {
    const stop = new AbortController()
    const replayed = sdk.replay(capture, { speed: 0.001, signal: stop.signal })
    Object.assign(window, { stop, replayed: replayed.catch((error: Error) => error.name) })
  })
  const begun = await covered(page)
  expect(begun).toBeGreaterThan(0)
  expect(begun).toBeLessThan(whole / 2)
  expect(await inkOf(page)).toEqual(before)
  const outcome = await page.evaluate(() => {
    const { stop, replayed } = window as unknown as {
      stop: AbortController
      replayed: Promise<string>
    }
    stop.abort()
    return replayed
  })
  expect(outcome).toBe('AbortError')
  expect(await covered(page)).toBe(whole)
  await page.evaluate(() => sdk.replay(capture, { speed: 1000 }))
  expect(await covered(page)).toBe(whole)
})

test('a replay ends when somebody writes', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, LINE)
  await page.evaluate(() => {
    Object.assign(window, { replayed: sdk.replay(capture, { speed: 1e-6 }) })
  })
  await nextFrame(page)
  await draw(page, [[150, 50]])
  await page.evaluate(() => (window as unknown as { replayed: Promise<void> }).replayed)
  expect(await inkOf(page)).toHaveLength(2)
  expect(await eventsOf(page)).not.toContain('error')
})

test('who wants less motion sees no replay', async () => {
  await using opened = await pads.open()
  const { page } = opened
  await draw(page, LINE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const whole = await covered(page)
  await page.evaluate(() => sdk.replay(capture, { speed: 1e-6 }))
  expect(await covered(page)).toBe(whole)
})
