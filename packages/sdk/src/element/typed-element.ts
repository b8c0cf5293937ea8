import type { InkPadEventMap } from './events.ts'

/** On a server there are no elements; importing must not fail there, so that a page can be rendered around one. */
const HTMLElementBase = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

type Listener<Name extends keyof InkPadEventMap> = (event: InkPadEventMap[Name]) => void
type AnyListener = EventListenerOrEventListenerObject

/** An element that knows what its events carry. */
export class TypedElement extends HTMLElementBase {
  override addEventListener<Name extends keyof InkPadEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | AddEventListenerOptions,
  ): void
  override addEventListener(
    type: string,
    listener: AnyListener | null,
    options?: boolean | AddEventListenerOptions,
  ): void
  override addEventListener(
    type: string,
    listener: AnyListener,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener, options)
  }

  override removeEventListener<Name extends keyof InkPadEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | EventListenerOptions,
  ): void
  override removeEventListener(
    type: string,
    listener: AnyListener | null,
    options?: boolean | EventListenerOptions,
  ): void
  override removeEventListener(
    type: string,
    listener: AnyListener,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener, options)
  }
}
