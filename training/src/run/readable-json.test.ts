import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readableJson } from './run-folder.ts'

it('a list of numbers stands in one line, everything else is indented', () => {
  const value = { name: 'a', rows: [[1, -2.5, 3e-7], []], words: ['[ 1, 2 ]', '2'] }
  expect(readableJson(value)).toBe(`{
  "name": "a",
  "rows": [
    [1, -2.5, 3e-7],
    []
  ],
  "words": [
    "[ 1, 2 ]",
    "2"
  ]
}
`)
})

it('readable JSON says what JSON says', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(readableJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
