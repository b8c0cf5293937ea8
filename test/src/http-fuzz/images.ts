import { crc32, deflateSync } from 'node:zlib'
import type { Random } from '../fuzz/random.ts'
import { deflateBomb } from './bombs.ts'

/** PNG and JPEG files: sound, damaged, of absurd size, and bombs. */
export function hostileImage(random: Random): Uint8Array {
  const image = random.chance(0.7) ? hostilePng(random) : jpegOf(random)
  if (random.chance(0.5)) return image
  const damaged = image.slice(0, random.chance(0.5) ? image.length : random.int(image.length + 1))
  if (damaged.length > 0) damaged[random.int(damaged.length)] ^= 1 << random.int(8)
  return damaged
}

function hostilePng(random: Random): Uint8Array {
  const kind = random.int(4)
  if (kind === 0) return png(28, 28, deflateSync(new Uint8Array(28 * 29).fill(random.int(256))))
  if (kind === 1) return png(random.pick([0, 1, 65_535, 2 ** 31 - 1]), random.int(70_000), PIXEL)
  if (kind === 2) return png(10_000, 10_000, deflateBomb())
  return png(4, 4, deflateBomb(), random.int(8), random.int(20))
}

const PIXEL = deflateSync(Uint8Array.of(0, 0))
const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)

function png(width: number, height: number, data: Uint8Array, type = 0, depth = 8): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width >>> 0, 0)
  header.writeUInt32BE(height >>> 0, 4)
  header.set([depth, type, 0, 0, 0], 8)
  const chunks = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())]
  return new Uint8Array(Buffer.concat([SIGNATURE, ...chunks]))
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return out
}

/** Markers of a JPEG with sizes and tables of chance. */
function jpegOf(random: Random): Uint8Array {
  const size = [random.int(256), random.int(256), random.int(256), random.int(256)]
  const frame = [0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0]
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]
  const tables = Array.from({ length: random.int(200) }, () => random.int(256))
  const marker = [0xff, random.pick([0xdb, 0xc4, 0xdd, 0xe0]), 0, tables.length + 2]
  return Uint8Array.from([
    0xff,
    0xd8,
    ...marker,
    ...tables,
    ...frame,
    ...scan,
    ...tables,
    0xff,
    0xd9,
  ])
}
