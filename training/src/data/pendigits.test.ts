import { describe, expect, test } from 'vitest'
import { parsePendigits } from './pendigits.ts'

const TEXT = `.INCLUDE        dene.doc
.SEGMENT DIGIT    0 ? "8"
.COMMENT 8 12  224
.PEN_DOWN
 267  333
 267  336
.PEN_UP
.DT 100

.SEGMENT DIGIT    1-2 ? "4"
.COMMENT 4 26   54
.PEN_DOWN
 1  2
.PEN_UP
.DT 200
.PEN_DOWN
 3  4
.PEN_UP
`

describe('parsePendigits', () => {
  test('each digit has its strokes, its label and its writer', () => {
    expect(parsePendigits(TEXT)).toEqual([
      {
        ink: [
          {
            points: [
              { x: 267, y: -333 },
              { x: 267, y: -336 },
            ],
          },
        ],
        label: '8',
        source: 'pendigits',
        writer: 'pendigits/12',
      },
      {
        ink: [{ points: [{ x: 1, y: -2 }] }, { points: [{ x: 3, y: -4 }] }],
        label: '4',
        source: 'pendigits',
        writer: 'pendigits/26',
      },
    ])
  })

  test.each([
    ['no segment', '.PEN_DOWN\n1 2\n'],
    ['a comment that is missing', TEXT.replace(/\.COMMENT.*\n/, '')],
    ['a comment with another label', TEXT.replace('.COMMENT 8', '.COMMENT 3')],
    ['ink that is missing', TEXT.slice(0, TEXT.lastIndexOf('.PEN_DOWN'))],
  ])('%s is a DATA_FORMAT error', (_, text) => {
    expect(() => parsePendigits(text)).toThrow(expect.objectContaining({ code: 'DATA_FORMAT' }))
  })
})
