/** The pen of the measurement: real input of the browser, so many points a second. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import type { FrameWork } from './frame-clock.ts'
import type {} from './page.ts'
import { type Percentiles, percentiles } from './percentiles.ts'

/** What a fast pen sends. */
const POINTS_PER_SECOND = 240

const POINTS = 96

/** A digit takes a stroke or two: the pad is cleared after so many. */
const STROKES_PER_DIGIT = 2

export interface DrawingResult {
  readonly strokes: number
  /** As they arrived, by the times of the events. */
  readonly pointsPerSecond: number
  /** Milliseconds from the touch of the pen to the first prediction. */
  readonly firstPrediction: Percentiles
  /** Milliseconds of the main thread for a frame in which anything was done. */
  readonly frameWork: Percentiles
  /** Of them, recognition. */
  readonly frameRecognition: Percentiles
}

/** Draws that many strokes and reads off what each frame cost. The first digit is not counted: the page warms up. */
export async function measureDrawing(page: Page, strokes: number): Promise<DrawingResult> {
  const session = await page.context().newCDPSession(page)
  const latencies: number[] = []
  const frames: FrameWork[] = []
  let points = 0
  let milliseconds = 0
  for (let i = -STROKES_PER_DIGIT; i < strokes; i++) {
    await drawStroke(session, i)
    const part = await page.evaluate(
      (isLast) => {
        const taken = sdkLab!.take()
        if (isLast) sdkLab!.clear()
        return taken
      },
      i % STROKES_PER_DIGIT !== 0,
    )
    if (i < 0) continue
    latencies.push(...part.latencies)
    frames.push(...part.frames)
    if (i % STROKES_PER_DIGIT === 0) {
      points += part.points
      milliseconds += part.milliseconds
    }
    // Another moment of the frame for each touch.
    await sleep(20 + ((i * 7) % 33))
  }
  await session.detach()
  return {
    strokes,
    pointsPerSecond: (points / milliseconds) * 1000,
    firstPrediction: percentiles(latencies),
    frameWork: percentiles(frames.map(({ work }) => work)),
    frameRecognition: percentiles(frames.map(({ recognition }) => recognition)),
  }
}

async function drawStroke(session: CDPSession, seed: number): Promise<void> {
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', i: number) => {
    const angle = (i / POINTS) * 2 * Math.PI + seed
    return session.send('Input.dispatchMouseEvent', {
      type,
      x: 200 + 120 * Math.cos(angle),
      y: 200 + 150 * Math.sin(angle * 1.5),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: type === 'mouseMoved' ? 0 : 1,
      pointerType: 'pen',
    })
  }
  await send('mousePressed', 0)
  const sent: Promise<unknown>[] = []
  const start = performance.now()
  while (sent.length < POINTS) {
    const due = Math.floor(((performance.now() - start) * POINTS_PER_SECOND) / 1000)
    while (sent.length < Math.min(due, POINTS)) sent.push(send('mouseMoved', sent.length + 1))
    await sleep(2)
  }
  await Promise.all(sent)
  await send('mouseReleased', POINTS)
}
