/** A page with pads to which bad things happen. Time can be skipped in it, so that no test waits for a pause to end. */
import type { InkPad } from 'edgeink/element'
import type { Browser } from 'playwright-core'
import type { WatchedPage } from './browser.ts'
import { type ElementPageOptions, openElementPage, Pad } from './element-page.ts'

/** What a pad's `error` event told. */
export interface Trouble {
  /** Id of the pad. */
  readonly pad: string
  readonly code: string
  readonly message: string
}

export interface TroubledPage extends WatchedPage {
  readonly pad: Pad
  /** What the pads told since the last call. */
  troubles(): Promise<Trouble[]>
  /** Lets that many milliseconds pass at once. */
  skip(milliseconds: number): Promise<void>
}

/** Longer than any pause before recognition is tried again. */
export const LONGEST_PAUSE = 31_000

export async function openTroubledPage(
  browser: Browser,
  options: ElementPageOptions = {},
): Promise<TroubledPage> {
  const opened = await openElementPage(browser, { ...options, before: listen })
  const { page } = opened
  await page.clock.install()
  return {
    ...opened,
    pad: new Pad(page),
    troubles: () => page.evaluate(() => troubles.splice(0)),
    skip: (milliseconds) => page.clock.fastForward(milliseconds),
  }
}

/** In the page, before any pad is there. The event does not bubble: it is caught on its way down. */
function listen(): void {
  const told: Trouble[] = []
  Object.assign(window, { troubles: told })
  const tell = (event: Event) => {
    if (!(event instanceof CustomEvent)) return
    const { code, message } = event.detail.error as Trouble
    told.push({ pad: (event.target as Element).id, code, message })
  }
  addEventListener('error', tell, true)
}

export const inkOf = (pad: Pad): Promise<InkPad['ink']> =>
  pad.host.evaluate(({ ink }: InkPad) => ink)

declare global {
  const troubles: Trouble[]
}
