/** Reads a drawing that comes from outside. */
import { assertInk, type Ink, type Stroke } from '@edgeink/ink'
import { InkDocumentError } from './errors.ts'
import type { InkCapture } from './ink-capture.ts'
import {
  type DocumentStroke,
  FORMAT,
  type InkDocument,
  inkDocument,
  VERSION,
} from './ink-document.ts'
import type { InkStyle } from './ink-style.ts'

/**
 * Puts a saved drawing on a pad, in the place of what is there; undo brings that back.
 *
 * @param value What `toJSON()` gave, after its way through `JSON.stringify` and `JSON.parse`
 * @throws {InkDocumentError} when it is no drawing; the ink on the pad stays as it is
 * @example
 * localStorage.ink = JSON.stringify(capture)
 * fromJSON(capture, JSON.parse(localStorage.ink))
 */
export function fromJSON(capture: Pick<InkCapture, 'load'>, value: unknown): void {
  capture.load(parseInkDocument(value))
}

/**
 * Checks that a value, of `JSON.parse` say, is a document, and copies what belongs to one.
 *
 * @throws {InkDocumentError} when it is none, is of a later version, or holds ink that is none
 */
export function parseInkDocument(value: unknown): InkDocument {
  const source = record(value, 'document')
  check(source.format === FORMAT, 'document.format', `expected '${FORMAT}'`)
  check(source.version === VERSION, 'document.version', `expected ${VERSION}; update edgeink`)
  const size = record(source.size, 'document.size')
  const strokes = list(source.strokes, 'document.strokes')
  const ink = strokes.length > 0 ? parseInk(strokes, 'document') : []
  return inkDocument({
    size: {
      width: amount(size.width, 'document.size.width'),
      height: amount(size.height, 'document.size.height'),
    },
    background: text(source.background, 'document.background'),
    strokes: ink.map(({ points }, i) => {
      const style = parseStyle((strokes[i] as DocumentStroke).style, `document.strokes[${i}].style`)
      return { points: points.map(copyPoint), style }
    }),
  })
}

/** As `assertInk`, but in the words of a document. Strokes without points are refused: none can be drawn. */
export function parseInk(strokes: unknown, path: string): Ink {
  try {
    const ink = assertInk(strokes)
    const empty = ink.findIndex(({ points }) => points.length === 0)
    check(empty < 0, `${path}.strokes[${empty}]`, 'expected points')
    return ink
  } catch (cause) {
    if (cause instanceof InkDocumentError) throw cause
    throw new InkDocumentError(path, (cause as Error).message, { cause })
  }
}

/** @throws {InkDocumentError} unless `fact` */
export function check(fact: boolean, path: string, expected: string): asserts fact {
  if (!fact) throw new InkDocumentError(path, `${expected}; is this a drawing that was saved?`)
}

export function list(value: unknown, path: string): readonly unknown[] {
  check(Array.isArray(value), path, 'expected an array')
  return value
}

export function record(value: unknown, path: string): Record<string, unknown> {
  check(typeof value === 'object' && value !== null, path, 'expected an object')
  return value as Record<string, unknown>
}

function parseStyle(value: unknown, path: string): InkStyle {
  const { width, thinning, color } = record(value, path)
  return {
    width: amount(width, `${path}.width`),
    thinning: Math.min(1, amount(thinning, `${path}.thinning`)),
    color: text(color, `${path}.color`),
  }
}

function copyPoint({ x, y, t, pressure }: Stroke['points'][number]): Stroke['points'][number] {
  return {
    x,
    y,
    ...(t !== undefined && { t }),
    ...(pressure !== undefined && { pressure }),
  }
}

function amount(value: unknown, path: string): number {
  check(Number.isFinite(value) && (value as number) >= 0, path, 'expected a number, 0 or more')
  return value as number
}

function text(value: unknown, path: string): string | undefined {
  check(value === undefined || typeof value === 'string', path, 'expected text')
  return value as string | undefined
}
