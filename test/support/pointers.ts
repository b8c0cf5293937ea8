/** Pointers as the browser gets them from the system: through the DevTools protocol, not as events made in the page. */
import type { CDPSession, Page } from 'playwright-core'

export type Device = 'mouse' | 'touch' | 'pen'
export type XY = readonly [x: number, y: number]

/** A pointer of one kind on one page. Positions are CSS pixels of the viewport. */
export interface Pointer {
  down(at: XY, pressure?: number): Promise<void>
  move(to: XY, pressure?: number): Promise<void>
  up(at: XY): Promise<void>
  /** The system takes the touch away. */
  cancel(): Promise<void>
}

export async function createPointer(page: Page, device: Device): Promise<Pointer> {
  const session = await page.context().newCDPSession(page)
  return device === 'touch' ? touchPointer(session) : mousePointer(session, device)
}

/**
 * Draws one stroke after another, faster than the screen: moves are not waited for one by one, so that several fall
 * into one frame and the page has to ask for them.
 */
export async function drawStrokes(
  pointer: Pointer,
  strokes: readonly (readonly XY[])[],
): Promise<void> {
  for (const points of strokes) {
    await pointer.down(points[0])
    await Promise.all(points.slice(1).map((point) => pointer.move(point)))
    await pointer.up(points.at(-1)!)
  }
}

/** Draws a stroke at so many points a second, as a pen sends them whether or not the page keeps up. */
export async function drawAtPace(
  pointer: Pointer,
  points: readonly XY[],
  perSecond: number,
): Promise<void> {
  await pointer.down(points[0])
  const sent: Promise<void>[] = []
  const start = performance.now()
  for (const [i, point] of points.slice(1).entries()) {
    const due = start + ((i + 1) * 1000) / perSecond
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1))
    sent.push(pointer.move(point))
  }
  await Promise.all(sent)
  await pointer.up(points.at(-1)!)
}

function mousePointer(session: CDPSession, pointerType: 'mouse' | 'pen'): Pointer {
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', [x, y]: XY, force = 0.5) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      pointerType,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: type === 'mouseMoved' ? 0 : 1,
      ...(pointerType === 'pen' && type !== 'mouseReleased' && { force }),
    })
  return {
    down: async (at, pressure) => void (await send('mousePressed', at, pressure)),
    move: async (to, pressure) => void (await send('mouseMoved', to, pressure)),
    up: async (at) => void (await send('mouseReleased', at)),
    cancel: () => Promise.reject(new Error('only a touch can be cancelled')),
  }
}

function touchPointer(session: CDPSession): Pointer {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', at?: XY) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at ? [{ x: at[0], y: at[1], id: 1 }] : [],
    })
  return {
    down: async (at) => void (await send('touchStart', at)),
    move: async (to) => void (await send('touchMove', to)),
    up: async () => void (await send('touchEnd')),
    cancel: async () => void (await send('touchCancel')),
  }
}
