import { readFile } from 'node:fs/promises'
import { rasterize } from '@edgeink/ink'
import { toInk, type WireStrokes } from '@edgeink/protocol'
import { ROOT } from '../../../scripts/support/run.ts'

export const BODY_NAMES = ['strokes', 'raster', 'batch'] as const

export type BodyName = (typeof BODY_NAMES)[number]

/** Inks of the body `batch`. */
export const BATCH = 16

/** Requests of one digit as strokes and as its raster, and of several at once: held-out writers' digits. */
export async function bodies(): Promise<Record<BodyName, string>> {
  const text = await readFile(`${ROOT}test/fixtures/held-out-digits.json`, 'utf8')
  const { samples } = JSON.parse(text) as { samples: { readonly strokes: WireStrokes }[] }
  const inks = samples.slice(0, BATCH).map(({ strokes }) => ({ strokes }))
  // Bytes, as a canvas has them.
  const pixels = [...rasterize(toInk(inks[0].strokes))].map((ink) => Math.round(255 * ink) / 255)
  return {
    strokes: JSON.stringify(inks[0]),
    raster: JSON.stringify({ raster: pixels }),
    batch: JSON.stringify({ inks }),
  }
}
