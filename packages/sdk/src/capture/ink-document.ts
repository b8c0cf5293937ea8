/** A drawing as it is saved: plain data for JSON, with a version. */
import type { Stroke } from '@edgeink/ink'
import type { PadSize } from './ink-history.ts'
import type { InkStyle } from './ink-style.ts'

/** A stroke and how it is drawn. */
export interface DocumentStroke extends Stroke {
  readonly style: InkStyle
}

/** What `toJSON()` of a pad gives and `fromJSON` takes. */
export interface InkDocument {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  /** Size of the pad in the unit of the points, CSS pixels. Ink may lie outside of it. */
  readonly size: PadSize
  /** A CSS colour behind the ink; undefined: transparent. */
  readonly background?: string | undefined
  readonly strokes: readonly DocumentStroke[]
}

export const FORMAT = 'edgeink'
export const VERSION = 1

/** Makes a document of its parts. */
export function inkDocument(parts: Omit<InkDocument, 'format' | 'version'>): InkDocument {
  return { format: FORMAT, version: VERSION, ...parts }
}
