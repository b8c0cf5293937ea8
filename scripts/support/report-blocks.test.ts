import { expect, test } from 'vitest'
import { fillBlocks, markdownTable, ReportError } from './report-blocks.ts'

test('a block takes the report of its name, and what is around it stays', () => {
  const document = 'before\n<!-- report:speed -->\nold\n<!-- /report -->\nafter'
  expect(fillBlocks(document, { speed: 'new' })).toBe(
    'before\n<!-- report:speed -->\n\nnew\n\n<!-- /report -->\nafter',
  )
})

test('filling twice changes nothing', () => {
  const once = fillBlocks('<!-- report:a --><!-- /report -->', { a: '1' })
  expect(fillBlocks(once, { a: '1' })).toBe(once)
})

test('a block without a report, and one that is not closed, are refused', () => {
  expect(() => fillBlocks('<!-- report:b --><!-- /report -->', { a: '1' })).toThrow(ReportError)
  expect(() => fillBlocks('<!-- report:a -->', { a: '1' })).toThrow('closed once')
})

test('a table has a head, a rule and its rows', () => {
  expect(markdownTable(['engine', 'µs'], [['js', '900']])).toBe(
    '| engine | µs |\n| --- | ---: |\n| js | 900 |',
  )
})
