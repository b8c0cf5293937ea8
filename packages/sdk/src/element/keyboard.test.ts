import { expect, test } from 'vitest'
import { commandOf, isPrintable } from './keyboard.ts'

const key = (
  name: string,
  held: { ctrl?: boolean; meta?: boolean; shift?: boolean; alt?: boolean } = {},
) => ({
  key: name,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
})

test.each([
  ['undo', key('z', { ctrl: true })],
  ['undo', key('z', { meta: true })],
  ['redo', key('Z', { ctrl: true, shift: true })],
  ['redo', key('y', { ctrl: true })],
  ['clear', key('Escape')],
  ['next', key('ArrowDown')],
  ['previous', key('ArrowUp')],
  ['submit', key('Enter')],
] as const)('%s has its keys', (command, event) => {
  expect(commandOf(event)).toBe(command)
})

test.each([
  key('z'),
  key('z', { ctrl: true, alt: true }),
  key('Enter', { shift: true }),
  key('c', { ctrl: true }),
  key('Tab'),
  key('constructor'),
])('other keys are the browser’s', (event) => {
  expect(commandOf(event)).toBeUndefined()
})

test('a key that writes one character is printable, and no other', () => {
  expect(['7', 'ä', '字', '😀'].every((name) => isPrintable(key(name)))).toBe(true)
  expect(['Enter', 'F1', ' ', 'Dead'].some((name) => isPrintable(key(name)))).toBe(false)
  expect(isPrintable(key('a', { ctrl: true }))).toBe(false)
})
