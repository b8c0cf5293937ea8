import { InkPad } from './ink-pad.ts'

/**
 * Registers the element, unless something of this name is registered already. Where there are no custom elements, as
 * on a server, it does nothing.
 *
 * @param name with a hyphen. Default `ink-pad`.
 * @throws {DOMException} SyntaxError when the name is none for a custom element
 */
export function defineInkPad(name = 'ink-pad'): void {
  const registry = globalThis.customElements
  if (!registry || registry.get(name)) return
  // A class serves one name only: each name gets its own.
  registry.define(name, class extends InkPad {})
}

declare global {
  interface HTMLElementTagNameMap {
    'ink-pad': InkPad
  }
}
