import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InkDocumentError } from './errors.ts'
import type { InkDocument } from './ink-document.ts'
import { fromJSON, parseInkDocument } from './parse-ink-document.ts'

const DOCUMENT: InkDocument = {
  format: 'edgeink',
  version: 1,
  size: { width: 300, height: 200 },
  background: 'white',
  strokes: [
    {
      points: [
        { x: 1, y: 2, t: 3, pressure: 0.5 },
        { x: 4, y: 5 },
      ],
      style: { width: 4, thinning: 0.4, color: 'red' },
    },
  ],
}

const throughText = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

test('a document comes back from JSON as it was', () => {
  expect(parseInkDocument(throughText(DOCUMENT))).toEqual(DOCUMENT)
})

test('what does not belong to a document is left behind', () => {
  const [stroke] = DOCUMENT.strokes
  const more = { ...DOCUMENT, more: 1, strokes: [{ ...stroke, more: 1 }] }
  expect(parseInkDocument(more)).toEqual(DOCUMENT)
})

test('a document without strokes is one', () => {
  expect(parseInkDocument({ ...DOCUMENT, strokes: [] }).strokes).toEqual([])
})

const [STROKE] = DOCUMENT.strokes

test.for([
  ['nothing', undefined, 'document'],
  ['text', '{}', 'document'],
  ['another format', { ...DOCUMENT, format: 'ink' }, 'document.format'],
  ['a later version', { ...DOCUMENT, version: 2 }, 'document.version'],
  ['no size', { ...DOCUMENT, size: undefined }, 'document.size'],
  [
    'a size without a number',
    { ...DOCUMENT, size: { width: 'x', height: 1 } },
    'document.size.width',
  ],
  ['strokes that are no list', { ...DOCUMENT, strokes: {} }, 'document.strokes'],
  ['a stroke without points', { ...DOCUMENT, strokes: [{ ...STROKE, points: [] }] }, 'document'],
  [
    'a point that is not finite',
    { ...DOCUMENT, strokes: [{ ...STROKE, points: [{ x: null, y: 1 }] }] },
    'document',
  ],
  ['no style', { ...DOCUMENT, strokes: [{ points: STROKE.points }] }, 'document.strokes[0].style'],
  [
    'a colour that is no text',
    { ...DOCUMENT, strokes: [{ ...STROKE, style: { ...STROKE.style, color: 1 } }] },
    'document.strokes[0].style.color',
  ],
] as const)('%s is refused, and the error says where', ([, value, path]) => {
  expect(() => parseInkDocument(value)).toThrow(
    expect.objectContaining({ name: 'InkDocumentError', code: 'INK_DOCUMENT', path }),
  )
})

test('whatever comes is a document or refused by name', () => {
  const near = fc
    .tuple(fc.constantFrom('format', 'version', 'size', 'background', 'strokes'), fc.anything())
    .map(([key, value]) => ({ ...DOCUMENT, [key]: value }))
  fc.assert(
    fc.property(fc.oneof(fc.anything(), near), (value) => {
      try {
        expect(parseInkDocument(value).format).toBe('edgeink')
      } catch (error) {
        expect(error).toBeInstanceOf(InkDocumentError)
      }
    }),
  )
})

test('bad data never reaches the pad', () => {
  const loaded: unknown[] = []
  const pad = { load: (document: unknown) => void loaded.push(document) }
  expect(() => fromJSON(pad, { format: 'edgeink' })).toThrow(InkDocumentError)
  expect(loaded).toEqual([])
  fromJSON(pad, DOCUMENT)
  expect(loaded).toEqual([DOCUMENT])
})
