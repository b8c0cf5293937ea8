export type KeyCommand = 'undo' | 'redo' | 'clear' | 'next' | 'previous' | 'submit'

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const PLAIN: ReadonlyMap<string, KeyCommand> = new Map([
  ['escape', 'clear'],
  ['arrowdown', 'next'],
  ['arrowup', 'previous'],
  ['enter', 'submit'],
])

/** What a key does in the element; undefined for one that it leaves to the browser. */
export function commandOf(event: Key): KeyCommand | undefined {
  const key = event.key.toLowerCase()
  if (event.altKey) return undefined
  if (!event.ctrlKey && !event.metaKey) return event.shiftKey ? undefined : PLAIN.get(key)
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' ? 'redo' : undefined
}

/** A key that writes a character. */
export function isPrintable({ key, ctrlKey, metaKey, altKey }: Key): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
}
