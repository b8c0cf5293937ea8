/** What a pad needs of its style so that the browser leaves the pointer to it. */
const POINTER_STYLE = {
  'touch-action': 'none',
  'user-select': 'none',
  '-webkit-user-select': 'none',
  '-webkit-touch-callout': 'none',
  '-webkit-tap-highlight-color': 'transparent',
} as const

/** Inline style of a pad until `life` ends: what was there before is given back then. */
export class PadStyle {
  readonly #style: CSSStyleDeclaration
  readonly #before = new Map<string, string>()

  constructor(element: HTMLElement, life: AbortSignal) {
    this.#style = element.style
    // Before any is set: a browser may take two of the names for one property.
    for (const name of Object.keys(POINTER_STYLE)) this.#remember(name)
    for (const [name, value] of Object.entries(POINTER_STYLE)) this.set(name, value)
    const restore = () => {
      for (const name of this.#before.keys()) this.set(name, undefined)
    }
    life.addEventListener('abort', restore, { once: true })
  }

  /** Sets a property; undefined gives back what was there before. */
  set(name: string, value: string | undefined): void {
    this.#remember(name)
    const wanted = value ?? this.#before.get(name)
    if (wanted) this.#style.setProperty(name, wanted)
    else this.#style.removeProperty(name)
  }

  #remember(name: string): void {
    if (!this.#before.has(name)) this.#before.set(name, this.#style.getPropertyValue(name))
  }
}
