import { expect, test } from 'vitest'
import { attributeOf, textOf } from './strings.ts'

const host = (attributes: Record<string, string>) => ({
  getAttribute: (name: string) => attributes[name] ?? null,
})

test('an attribute goes before the property, that before the default', () => {
  const text = textOf(host({ 'text-undo': 'Annuler' }), { undo: 'Zurück', redo: 'Vor' })
  expect([text('undo'), text('redo'), text('clear')]).toEqual(['Annuler', 'Vor', 'Clear'])
})

test('names in braces are filled in, unknown ones and those of objects are left', () => {
  const text = textOf(host({ 'text-recognized': '{label} ({label}) {who} {toString}' }), {})
  expect(text('recognized', { label: '7' })).toBe('7 (7) {who} {toString}')
})

test('an attribute is named with hyphens', () => {
  expect(attributeOf('notAllowed')).toBe('text-not-allowed')
})
