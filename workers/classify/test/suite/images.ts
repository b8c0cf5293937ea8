import { LIMITS } from '@edgeink/protocol'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { type ApiClient, answerOf, problemOf } from './client.ts'
import { DIGITS, draw, grayPng, jpeg, type Picture, transparentPng } from './pictures.ts'

/** Of {@link DIGITS}, which the strokes' own raster reads but for one. */
const AT_LEAST = DIGITS.length - 2

const SCAN = { width: 120, height: 140, side: 90, left: 15, top: 20, pen: 9, ink: 10, paper: 250 }
const BOARD = { width: 64, height: 64, side: 40, left: 16, top: 10, pen: 5, ink: 250, paper: 20 }
const THIN = { width: 300, height: 300, side: 260, left: 25, top: 20, pen: 2, ink: 0, paper: 255 }
const CORNER = {
  width: 240,
  height: 320,
  side: 50,
  left: 170,
  top: 250,
  pen: 5,
  ink: 40,
  paper: 245,
}
const PHOTO = {
  ...{ width: 640, height: 480, side: 260, left: 240, top: 110, pen: 26 },
  ...{ ink: 70, paper: 205, shadow: 70, noise: 24 },
}

/** Images as files, of any size. */
export function imagesSuite({ postBytes, classify }: ApiClient): void {
  const labelsOf = async (
    type: string,
    file: (picture: Picture) => Uint8Array,
    options: typeof SCAN,
  ) => {
    const labels: string[] = []
    for (const digit of DIGITS) {
      const response = await postBytes(file(draw(digit, options)), type, '?topK=1')
      labels.push((await answerOf(response)).results[0].candidates[0].label)
    }
    return labels
  }

  describe('an image', () => {
    it.each<[string, string, (picture: Picture) => Uint8Array, typeof SCAN]>([
      ['dark on light', 'image/png', grayPng, SCAN],
      ['light on dark', 'image/png', grayPng, BOARD],
      ['in sixteen bits', 'image/png', (picture) => grayPng(picture, 16), SCAN],
      ['black on nothing', 'image/png', transparentPng, { ...SCAN, paper: 255, ink: 0 }],
      ['of a thin pen', 'image/png', grayPng, THIN],
      ['in the corner of a sheet', 'image/jpeg', (picture) => jpeg(picture, 85), CORNER],
      ['photographed, in bad light', 'image/jpeg', (picture) => jpeg(picture, 75), PHOTO],
    ])('%s is read', async (_, type, file, options) => {
      const labels = await labelsOf(type, file, options)
      const wrong = DIGITS.filter(({ label }, i) => labels[i] !== label).map(({ label }) => label)
      expect(wrong.length, `wrong: ${wrong}`).toBeLessThanOrEqual(DIGITS.length - AT_LEAST)
    })

    it('that is in the form of MNIST already is answered as its raster', async () => {
      const data = new Uint8Array(LIMITS.pixels)
      const raster = new Array(LIMITS.pixels).fill(0)
      for (let row = 4; row < 24; row++) {
        for (const column of [13, 14]) {
          data[28 * row + column] = 255
          raster[28 * row + column] = 1
        }
      }
      const response = await postBytes(
        encode({ width: 28, height: 28, data, channels: 1 }),
        'image/png',
      )
      expect((await answerOf(response)).results).toEqual((await classify({ raster })).results)
    })

    it('without ink is refused', async () => {
      const data = new Uint8Array(100 * 100).fill(240)
      const blank = encode({ width: 100, height: 100, data, channels: 1 })
      expect(await problemOf(await postBytes(blank, 'image/png'))).toMatchObject({
        status: 422,
        detail: 'expected ink on paper, got a blank image',
      })
    })

    it('with more pixels than the limit is refused by its header', async () => {
      for (const [type, file] of [
        ['image/png', pngHeader(100_000, 100_000)],
        ['image/jpeg', jpegHeader(60_000, 60_000)],
      ] as const) {
        const problem = await problemOf(await postBytes(file, type))
        expect(problem).toMatchObject({
          code: 'image-too-large',
          errors: [{ limit: LIMITS.image.pixels }],
        })
      }
    })

    it('that unpacks to more than its header says is refused', async () => {
      const bomb = encode({
        width: 2048,
        height: 2048,
        data: new Uint8Array(2048 * 2048),
        channels: 1,
      })
      bomb.set([0, 0, 0, 8, 0, 0, 0, 8], 16)
      expect(bomb.length).toBeLessThan(20_000)
      expect(await problemOf(await postBytes(bomb, 'image/png'))).toMatchObject({
        code: 'malformed-image',
      })
    })

    it.each([
      ['image/png', grayPng(draw(DIGITS[0], BOARD))],
      ['image/jpeg', jpeg(draw(DIGITS[0], BOARD), 80)],
    ])(
      'of type %s that breaks off, or is damaged, is answered without a failure',
      async (type, file) => {
        for (let k = 0; k < 40; k++) {
          const cut = file.slice(0, Math.floor((k * file.length) / 40))
          const damaged = file.slice()
          damaged[Math.floor((k * file.length) / 40)] ^= 0x55
          for (const bytes of [cut, damaged]) {
            expect((await postBytes(bytes, type)).status).toBeLessThan(500)
          }
        }
      },
    )
  })
}

function pngHeader(width: number, height: number): Uint8Array {
  const file = encode({ width: 1, height: 1, data: new Uint8Array(1), channels: 1 })
  const view = new DataView(file.buffer, file.byteOffset)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return file
}

function jpegHeader(width: number, height: number): Uint8Array {
  const file = jpeg({ width: 8, height: 8, data: new Uint8Array(64) }, 50)
  const frame = file.findIndex((byte, i) => byte === 0xff && file[i + 1] === 0xc0)
  const view = new DataView(file.buffer, file.byteOffset)
  view.setUint16(frame + 5, height)
  view.setUint16(frame + 7, width)
  return file
}
