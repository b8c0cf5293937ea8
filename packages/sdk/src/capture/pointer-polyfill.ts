/// <reference path="./pointer-events-polyfill.d.ts" />
/** Pointer events where the browser has none, from `pointer-events-polyfill`: fetched there and nowhere else. */
import { PointerEventsError } from './errors.ts'

/** What the polyfill reads instead of the CSS property `touch-action`. */
const ATTRIBUTE = 'touch-action'

/** The polyfill defines `PointerEvent`, but no handler properties. */
export function hasPointerEvents(): boolean {
  return 'onpointerdown' in window
}

/**
 * Gives the element pointer events until `life` ends. The polyfill itself, once there, stays: it is the page's.
 *
 * @throws {PointerEventsError} when the polyfill cannot be fetched
 */
export async function loadPointerEvents(element: HTMLElement, life: AbortSignal): Promise<void> {
  const before = element.getAttribute(ATTRIBUTE)
  element.setAttribute(ATTRIBUTE, 'none')
  const restore = () => {
    if (before === null) element.removeAttribute(ATTRIBUTE)
    else element.setAttribute(ATTRIBUTE, before)
  }
  life.addEventListener('abort', restore, { once: true })
  const { default: polyfill } = await import('pointer-events-polyfill').catch((cause: unknown) => {
    throw new PointerEventsError({ cause })
  })
  // It finds pads in the document by itself, but not in shadow roots.
  const root = element.getRootNode()
  if (root !== document) polyfill.dispatcher.register(root)
}
