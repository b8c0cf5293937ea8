import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ParseUnipenOptions, parseUnipen } from './document.ts'

/** Parses a text and reads all of its points. */
function read(text: string, options?: ParseUnipenOptions) {
  const { components, ...rest } = parseUnipen(text, options)
  return { ...rest, components: components.map(({ pen, points }) => ({ pen, points })) }
}

describe('parseUnipen', () => {
  test('components keep the order of pen down and pen up, with their points', () => {
    const { components } = read(
      '.COORD X Y\n.PEN_DOWN\n1 2\n3 -4\n.PEN_UP\n.PEN_DOWN\n\t5 6.5\n.PEN_UP\n7 8\n.DT 100\n',
    )
    expect(components).toEqual([
      {
        pen: 'down',
        points: [
          { x: 1, y: 2 },
          { x: 3, y: -4 },
        ],
      },
      { pen: 'up', points: [] },
      { pen: 'down', points: [{ x: 5, y: 6.5 }] },
      { pen: 'up', points: [{ x: 7, y: 8 }] },
    ])
  })

  test('.COORD says which column is which, and the others are passed over', () => {
    const { components } = read('.COORD P Y T X\n.PEN_DOWN\n9 2 1000 1\n9 4 1010 3\n')
    expect(components[0].points).toEqual([
      { x: 1, y: 2, t: 1000 },
      { x: 3, y: 4, t: 1010 },
    ])
  })

  test.each([
    ['"8"', '8'],
    [String.raw`"\""`, '"'],
    [String.raw`"\\"`, '\\'],
    [String.raw`"\@"`, '@'],
    ['"two words"', 'two words'],
  ])('the label %s is %s', (written, label) => {
    const { segments } = read(`.SEGMENT CHARACTER 3-5 ? ${written}\n`)
    expect(segments[0]).toMatchObject({ level: 'CHARACTER', delineation: '3-5', label })
  })

  test('a keyword counts at the start of a line only', () => {
    const text = '.COMMENT the ink lies between\n   .PEN_DOWN and .PEN_UP.\n.WRITER_ID\tval01\n'
    expect(read(text)).toMatchObject({ components: [], writer: 'val01' })
  })

  test('the comment of a segment is the first one after it', () => {
    const text = '.COMMENT none\n.SEGMENT DIGIT 0 ? "8"\n.COMMENT 8 12  224\n.COMMENT more\n'
    expect(read(text).segments[0].comment).toBe('8 12  224')
  })

  test('what is included counts where it is included', () => {
    const files: Record<string, string> = {
      'a.doc': '.COORD X Y T\n',
      'a.dat': '.INCLUDE a.doc\n.WRITER_ID ann\n.PEN_DOWN\n1 2 3\n',
    }
    const document = read('.INCLUDE a.dat\n.SEGMENT CHARACTER 0 OK "a"\n', {
      include: (path) => files[path],
    })
    expect(document.writer).toBe('ann')
    expect(document.components).toEqual([{ pen: 'down', points: [{ x: 1, y: 2, t: 3 }] }])
  })

  test.each([
    ['a point cut short', '.PEN_DOWN\n1 2\n3', /of 2 finite numbers each, got 3 values/],
    ['a point that is no number', '.PEN_DOWN\n1 two', /got 2 values: "1 two"/],
    ['a segment without a label', '\n.SEGMENT CHARACTER 0 ?', /^ink\.dat:2: expected \.SEGMENT/],
    ['columns without Y', '.COORD X T', /columns X and Y, got "X T"/],
    ['an include that is missing', '.INCLUDE b.dat', /b\.dat names a file/],
    ['an include of itself', '.INCLUDE ink.dat', /nested more than 8 deep/],
  ])('%s is a DATA_FORMAT error with file and line', (_, text, message) => {
    const include = (path: string) => (path === 'ink.dat' ? text : undefined)
    expect(() => read(text, { name: 'ink.dat', include })).toThrow(
      expect.objectContaining({ code: 'DATA_FORMAT', message: expect.stringMatching(message) }),
    )
  })

  test('points come back as they were written', () => {
    const point = fc.record({ x: fc.integer(), y: fc.integer() })
    fc.assert(
      fc.property(fc.array(fc.array(point)), (strokes) => {
        const lines = strokes.map((points) => points.map(({ x, y }) => `${x} ${y}\n`).join(''))
        const text = lines.map((line) => `.PEN_DOWN\n${line}.PEN_UP\n`).join('')
        const down = read(text).components.filter(({ pen }) => pen === 'down')
        expect(down.map(({ points }) => points)).toEqual(strokes)
      }),
    )
  })

  test('text of any kind parses or raises a DataError', () => {
    const keyword = fc.constantFrom('.PEN_DOWN', '.SEGMENT', '.COORD', '.INCLUDE', '.COMMENT', '.')
    const token = fc.oneof(keyword, fc.string({ maxLength: 6 }), fc.constantFrom('\n', ' ', '1'))
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        try {
          read(tokens.join(''), { include: () => undefined })
        } catch (error) {
          expect(error).toMatchObject({ name: 'DataError', code: 'DATA_FORMAT' })
        }
      }),
    )
  })
})
