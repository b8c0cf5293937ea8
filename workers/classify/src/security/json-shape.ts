/** How much structure a JSON text may have. */
export interface JsonShapeLimits {
  /** Arrays and objects. */
  readonly containers: number
  /** Arrays and objects within each other. */
  readonly depth: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** `[` and `]` are 0x5b and 0x5d, `{` and `}` the same with this bit set. */
const CURLY = 0x20
const OPEN = 0x5b
const CLOSE = 0x5d

/**
 * Counts the brackets of a JSON text in UTF-8 before it is parsed, at a fraction of a parse's cost. Every point, stroke
 * and ink has a bracket of its own: a text with more of them than the limits allow would only be built up to be
 * refused. The text need not be JSON; what is said of it then does not matter, since parsing refuses it.
 *
 * @returns the limit that the text exceeds, or undefined
 */
export function exceededJsonLimit(
  text: Uint8Array,
  limits: JsonShapeLimits,
): keyof JsonShapeLimits | undefined {
  let containers = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]
    if (byte === QUOTE) i = endOfString(text, i)
    else if ((byte & ~CURLY) === OPEN) {
      if (++containers > limits.containers) return 'containers'
      if (++depth > limits.depth) return 'depth'
    } else if ((byte & ~CURLY) === CLOSE) depth--
  }
  return undefined
}

/** Index of the quote that ends the string which begins at `start`, or the text's length. */
function endOfString(text: Uint8Array, start: number): number {
  let i = start + 1
  for (; i < text.length && text[i] !== QUOTE; i++) if (text[i] === BACKSLASH) i++
  return i
}
