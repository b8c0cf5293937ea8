/** A prediction for every frame in which ink arrived, never two for one, at the pace of a fast pen. */
import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, type WatchedPage } from '../support/browser.ts'
import {
  loadRecognizers,
  openElementPage,
  Pad,
  REMOTE_PAD,
  WORKER,
} from '../support/element-page.ts'
import { createPointer, drawAtPace, type XY } from '../support/pointers.ts'

const POINTS_PER_SECOND = 240

/** What happened in the page, by number of the frame that it was for. */
interface Log {
  /** Frames in which ink had arrived, or changed. */
  readonly inked: number[]
  /** Frames for which the recognizer was asked, once for each question. */
  readonly asked: number[]
  /** Points in the last question. */
  lastPoints: number
  predictions: number
  /** Questions without an answer at the same time, at most. */
  mostAtOnce: number
}

let browser: Browser
let opened: WatchedPage
let pad: Pad
beforeAll(async () => {
  browser = await launchBrowser()
  opened = await openElementPage(browser, { body: REMOTE_PAD, before: numberFrames })
  await loadRecognizers(opened.page)
  pad = new Pad(opened.page)
})
afterAll(() => browser.close())

/** In the page, before all else: what runs in a frame knows its number, and what runs before it the next one's. */
function numberFrames(): void {
  const { requestAnimationFrame } = window
  let number = 0
  let isInFrame = false
  const count = () => {
    number++
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  window.requestAnimationFrame = (callback) =>
    requestAnimationFrame((time) => {
      isInFrame = true
      callback(time)
      isInFrame = false
    })
  Object.assign(window, { frameOf: () => (isInFrame ? number : number + 1) })
}

interface Setting {
  /** Address of a worker, or false for the page itself. */
  readonly worker: string | false
  /** Milliseconds by which the answer is late. */
  readonly delay: number
}

/** Gives the pad a recognizer that keeps a log of what it is asked. */
async function listen(setting: Setting): Promise<void> {
  await pad.host.evaluate(async (element: InkPad, { worker, delay }) => {
    element.clear()
    const model = '/models/digits/manifest.json'
    const inner = sdkRecognizers.localRecognizer({ model, worker })
    await inner.ready
    const log: Log = { inked: [], asked: [], lastPoints: 0, predictions: 0, mostAtOnce: 0 }
    let open = 0
    element.recognizer = {
      dispose() {},
      async recognize(ink, options) {
        log.asked.push(frameOf())
        log.lastPoints = ink.reduce((sum, { points }) => sum + points.length, 0)
        log.mostAtOnce = Math.max(log.mostAtOnce, ++open)
        try {
          if (delay) await new Promise((resolve) => setTimeout(resolve, delay))
          return await inner.recognize(ink, options)
        } finally {
          open--
        }
      },
    }
    const note = () => log.inked.push(frameOf())
    element.capture!.addEventListener('ink', note)
    element.capture!.addEventListener('change', note)
    element.addEventListener('prediction', () => log.predictions++)
    Object.assign(window, { log })
  }, setting)
}

/** Draws two strokes, and gives the log once all of the ink has its answer. */
async function draw(): Promise<Log & { points: number }> {
  const { x, y, width, height } = (await pad.canvas.boundingBox())!
  const stroke = (turn: number): XY[] =>
    Array.from({ length: 97 }, (_, i) => {
      const angle = (i / 96) * 2 * Math.PI + turn
      return [x + width * (0.5 + 0.3 * Math.cos(angle)), y + height * (0.5 + 0.3 * Math.sin(angle))]
    })
  const pointer = await createPointer(opened.page, 'pen')
  for (const turn of [0, 1]) await drawAtPace(pointer, stroke(turn), POINTS_PER_SECOND)
  await pad.host.evaluate(
    (element: InkPad) =>
      new Promise<void>((resolve) => {
        const look = () => (element.state === 'reading' ? requestAnimationFrame(look) : resolve())
        look()
      }),
  )
  return pad.host.evaluate(({ ink }: InkPad) => {
    return { ...log, points: ink.reduce((sum, { points }) => sum + points.length, 0) }
  })
}

const unique = (numbers: readonly number[]) => [...new Set(numbers)].toSorted((a, b) => a - b)

test('in the page every frame with ink has one prediction, and no other frame has any', async () => {
  await listen({ worker: false, delay: 0 })
  const { inked, asked, predictions, points, lastPoints } = await draw()
  expect(asked).toEqual(unique(inked))
  expect(predictions).toBe(asked.length)
  expect(asked.length).toBeGreaterThan(3)
  expect(lastPoints).toBe(points)
})

test.for([
  ['in a worker', { worker: WORKER, delay: 0 }],
  ['slower than a frame', { worker: false, delay: 50 }],
] as const)(
  '%s no frame has two, and no queue grows: one question at a time, the last about all of the ink',
  async ([, setting]) => {
    await listen(setting)
    const { inked, asked, predictions, mostAtOnce, points, lastPoints } = await draw()
    expect(asked).toEqual(unique(asked))
    expect(asked.length).toBeLessThanOrEqual(unique(inked).length)
    expect(predictions).toBeGreaterThan(0)
    expect(predictions).toBeLessThanOrEqual(asked.length)
    expect(lastPoints).toBe(points)
    // Lifting the pen gives up the question of before.
    expect(mostAtOnce).toBeLessThanOrEqual(2)
  },
)

declare global {
  const frameOf: () => number
  const log: Log
}
