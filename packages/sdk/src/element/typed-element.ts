import type { InkPadEventMap } from './events.ts'

type AnyListener = EventListenerOrEventListenerObject | null

/** `addEventListener` and its counterpart as an element has them, but with what the events carry. */
interface TypedEvents {
  addEventListener<Name extends keyof InkPadEventMap>(
    type: Name,
    listener: (event: InkPadEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: AnyListener,
    options?: boolean | AddEventListenerOptions,
  ): void
  removeEventListener<Name extends keyof InkPadEventMap>(
    type: Name,
    listener: (event: InkPadEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void
  removeEventListener(
    type: string,
    listener: AnyListener,
    options?: boolean | EventListenerOptions,
  ): void
}

export interface TypedElement extends Omit<HTMLElement, keyof TypedEvents>, TypedEvents {}

/**
 * `HTMLElement`, typed. On a server there are no elements; importing must not fail there, so that a page can be rendered
 * around one.
 */
export const TypedElement = (globalThis.HTMLElement ?? class {}) as unknown as {
  new (): TypedElement
}
