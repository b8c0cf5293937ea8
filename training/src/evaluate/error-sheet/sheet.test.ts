import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toyInks } from '../../testing/toy-inks.ts'
import { GLYPH_HEIGHT, glyphRows } from './font.ts'
import { createPicture, drawText, fillRectangle } from './picture.ts'
import { encodePng } from './png.ts'
import { drawErrorSheet } from './sheet.ts'

/** Chunks of a PNG by their type, read as the specification says. */
function readChunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png)
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.subarray(at + 4, at + 8).toString('latin1')
    chunks.set(type, bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return chunks
}

describe('a PNG', () => {
  it('holds the size and the pixels of the picture, row by row', () => {
    const picture = createPicture(3, 2, [1, 2, 3])
    fillRectangle(picture, { x: 1, y: 1 }, { width: 9, height: 9 }, [200, 100, 50])
    const chunks = readChunks(encodePng(picture))
    expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND'])
    expect([...chunks.get('IHDR')!]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0])
    expect([...inflateSync(chunks.get('IDAT')!)]).toEqual([
      ...[0, 1, 2, 3, 1, 2, 3, 1, 2, 3],
      ...[0, 1, 2, 3, 200, 100, 50, 200, 100, 50],
    ])
  })
})

describe('the font', () => {
  it('has a glyph of its own for every character that labels and writers are made of', () => {
    const characters = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/-_.>% ']
    const glyphs = characters.map((character) => glyphRows(character).join())
    expect(glyphs.every((rows) => rows.split(',').length === GLYPH_HEIGHT)).toBe(true)
    const unknown = glyphRows('\u2603').join()
    expect(glyphs).not.toContain(unknown)
  })

  it('leaves out what falls outside of the picture', () => {
    const picture = createPicture(4, 4, [255, 255, 255])
    drawText(picture, 'edge', { x: 2, y: -2 }, 2, [0, 0, 0])
    expect(picture.pixels).toHaveLength(48)
    expect(picture.pixels).toContain(0)
  })
})

describe('a sheet of errors', () => {
  const image = { raster: new Uint8Array(784).fill(90), label: '3', source: 'mnist' } as const
  const errors = [...toyInks(10), image].map((sample) => ({ sample, read: '7', confidence: 0.5 }))

  it('has eight errors a row, and a row when there are none', () => {
    const row = drawErrorSheet([]).height
    expect(drawErrorSheet(errors.slice(0, 8)).height).toBe(row)
    expect(drawErrorSheet(errors).height).toBe(2 * row)
  })

  it('shows each error in a cell of its own', () => {
    const two = drawErrorSheet(errors.slice(0, 2))
    const cell = two.width / 8
    const inkIn = (column: number) => {
      let dark = 0
      for (let y = 0; y < two.height; y++) {
        for (let x = column * cell; x < (column + 1) * cell; x++) {
          if (two.pixels[3 * (y * two.width + x)] < 128) dark++
        }
      }
      return dark
    }
    expect(inkIn(0)).toBeGreaterThan(1000)
    expect(inkIn(1)).toBeGreaterThan(1000)
    expect(inkIn(2)).toBe(0)
  })
})
