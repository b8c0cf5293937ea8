import { expect, test } from 'vitest'
import { knowsAll } from './languages.ts'

test.each([
  ['en', ['en'], true],
  ['en-US', ['en'], true],
  ['EN-latn-us', ['en'], true],
  ['zh-Hans-CN', ['zh-Hans'], true],
  ['zh-Hans-CN', ['zh-Hant', 'zh'], true],
  ['zh-Hant', ['zh-Hans'], false],
  ['az', ['az-Latn'], false],
  ['en-a-bbb-ccc', ['en'], true],
  ['en-a', ['en-a'], true],
  ['zxx-x-gesture', ['zxx-x-Gesture'], true],
  ['zxx-x-gesture', ['zxx'], false],
  ['zxx', ['zxx-x-gesture'], false],
  ['en-US-x-fast', ['en-x-fast'], true],
  ['x-own', ['x-own'], true],
  ['x-own', ['x'], false],
  ['english', ['en'], false],
  ['', ['en'], false],
  ['-', ['en'], false],
])('%s is known to a recognizer of %j: %s', (tag, known, expected) => {
  expect(knowsAll(known, [tag])).toBe(expected)
})

test('all tags must be known', () => {
  expect(knowsAll(['en', 'de'], ['en-GB', 'de'])).toBe(true)
  expect(knowsAll(['en', 'de'], ['en', 'fr'])).toBe(false)
})
