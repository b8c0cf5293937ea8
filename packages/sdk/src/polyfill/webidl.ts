/** How WebIDL turns JavaScript values into the types of an interface (webidl.spec.whatwg.org, section 3.2). */

/** A dictionary's members, not yet converted: undefined and null are a dictionary without any. */
export function toDictionary(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw new TypeError(`expected an object, got ${typeof value}`)
  return value as Record<string, unknown>
}

/** `double`: whatever JavaScript can make a finite number of, such as `"12"` or null. */
export function toDouble(value: unknown, name: string): number {
  const number = toNumber(value)
  if (Number.isFinite(number)) return number
  throw new TypeError(`${name}: expected a finite number, got ${number}`)
}

/** `unsigned long`: modulo 2³²; not a number is 0. */
export function toUnsignedLong(value: unknown): number {
  return toNumber(value) >>> 0
}

/** `DOMString`. */
export function toDomString(value: unknown): string {
  // Not String(value), which takes symbols.
  return `${value as string}`
}

/** `sequence<DOMString>`: of any iterable object, which a string is not. */
export function toStrings(value: unknown, name: string): string[] {
  const iterable = isObject(value) && (value as Partial<Iterable<unknown>>)[Symbol.iterator] != null
  if (!iterable) throw new TypeError(`${name}: expected an iterable object, got ${typeof value}`)
  return Array.from(value as Iterable<unknown>, toDomString)
}

function toNumber(value: unknown): number {
  // Not Number(value), which takes bigints.
  return +(value as number)
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
