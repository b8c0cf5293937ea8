/** What the element says, to be replaced one by one for another language. Names in braces are filled in. */
export const DEFAULT_STRINGS = {
  /** Accessible name of a field without a label. */
  label: 'Handwriting',
  /** Name of the area to draw on. */
  pad: 'Writing area for mouse, finger or pen',
  /** Shown on the empty pad. */
  placeholder: 'Write here',
  candidates: 'Candidates',
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Clear',
  /** Said when the ink was read. */
  recognized: 'Read: {label}',
  /** Said when a candidate was picked. */
  chosen: 'Chosen: {label}',
  cleared: 'Cleared',
  reading: 'Still being read.',
  unsure: 'Not sure: {labels}? Pick one, or write it more clearly.',
  failed: 'Could not be read yet. Your ink is kept; you can type instead.',
  required: 'Please write or type a character.',
  notAllowed: 'Only {allowed} can be entered.',
} as const satisfies Record<string, string>

export type StringKey = keyof typeof DEFAULT_STRINGS
export type InkPadStrings = Readonly<Record<StringKey, string>>

/** One of the strings, filled in. */
export type Text = (key: StringKey, values?: Readonly<Record<string, string>>) => string

const KEYS = Object.keys(DEFAULT_STRINGS) as StringKey[]

/** `text-not-allowed` for `notAllowed`: the attribute that replaces a string. */
export function attributeOf(key: StringKey): string {
  return `text-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

export const STRING_ATTRIBUTES: readonly string[] = KEYS.map(attributeOf)

/** Looks a string up: an attribute of the element goes before its `strings` property, that before the default. */
export function textOf(host: Pick<Element, 'getAttribute'>, strings: Partial<InkPadStrings>): Text {
  return (key, values = {}) => {
    const template = host.getAttribute(attributeOf(key)) ?? strings[key] ?? DEFAULT_STRINGS[key]
    return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name] : whole,
    )
  }
}
