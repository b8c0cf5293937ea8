import { LIMITS } from '@edgeink/protocol'
import { type DecodedPng, decode } from 'fast-png'
import { type GrayImage, luminance, overWhite } from './gray-image.ts'
import { imageTooLarge, malformedImage } from './image-problems.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Chunks that tell pixels. Others, of which some are compressed too, never reach the decoder. */
const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']

/** Samples a pixel, by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

interface Chunk {
  readonly type: string
  /** Length, type, data and checksum. */
  readonly bytes: Uint8Array
  readonly data: Uint8Array
}

/** What a header promises. */
interface Header {
  readonly width: number
  readonly height: number
  /** Bits a pixel. */
  readonly bits: number
}

/**
 * Decodes a PNG of any kind. What it unpacks to is bounded by its header before, and while, it is unpacked.
 *
 * @throws {ProblemError} 413 when it has too many pixels, 400 when it is no PNG, or broken
 */
export async function decodePng(bytes: Uint8Array): Promise<GrayImage> {
  const chunks = readChunks(bytes)
  const header = readHeader(chunks[0])
  const { width, height } = header
  if (width * height > LIMITS.image.pixels) {
    throw imageTooLarge(width, height, LIMITS.image.pixels)
  }
  await checkUnpackedSize(chunks, header)
  return toGray(decodeChunks(chunks))
}

function readChunks(bytes: Uint8Array): Chunk[] {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) throw malformedImage('PNG')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let offset = SIGNATURE.length; offset + 12 <= bytes.length; ) {
    const length = view.getUint32(offset)
    const end = offset + 12 + length
    if (end > bytes.length) break
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8))
    const data = bytes.subarray(offset + 8, end - 4)
    if (NEEDED.includes(type)) chunks.push({ type, bytes: bytes.subarray(offset, end), data })
    if (type === 'IEND') return chunks
    offset = end
  }
  throw malformedImage('PNG', 'it ends too early')
}

function readHeader(chunk: Chunk): Header {
  if (chunk.type !== 'IHDR' || chunk.data.length !== 13) throw malformedImage('PNG')
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset)
  const width = view.getUint32(0)
  const height = view.getUint32(4)
  const channels = CHANNELS[chunk.data[9]]
  if (width === 0 || height === 0 || channels === undefined) throw malformedImage('PNG')
  return { width, height, bits: chunk.data[8] * channels }
}

/** Unpacks for the count alone, holding nothing: a few bytes may be packed pixels without end. */
async function checkUnpackedSize(chunks: readonly Chunk[], header: Header): Promise<void> {
  const packed = new Blob(
    chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data as Uint8Array<ArrayBuffer>),
  )
  const most = mostBytes(header)
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  try {
    for (let size = 0; ; ) {
      const { done, value } = await reader.read()
      if (done) return
      size += value.length
      if (size > most) throw malformedImage('PNG', 'it unpacks to more than its header says')
    }
  } catch (cause) {
    throw malformedImage('PNG', 'its data are broken', cause)
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Rows with a filter byte each; an interlaced image has seven smaller ones, with at most twice the rows and their padding. */
function mostBytes({ width, height, bits }: Header): number {
  return 2 * height * (Math.ceil((width * bits) / 8) + 8) + 64
}

function decodeChunks(chunks: readonly Chunk[]): DecodedPng {
  const file = new Uint8Array(
    chunks.reduce((sum, { bytes }) => sum + bytes.length, SIGNATURE.length),
  )
  file.set(SIGNATURE)
  let offset = SIGNATURE.length
  for (const { bytes } of chunks) {
    file.set(bytes, offset)
    offset += bytes.length
  }
  try {
    return decode(file)
  } catch (cause) {
    throw malformedImage('PNG', 'its data are broken', cause)
  }
}

/** Brightness over white, whatever the samples are: one to sixteen bits, indexed, with or without alpha. */
function toGray(png: DecodedPng): GrayImage {
  const { width, height } = png
  const data = new Uint8Array(width * height)
  const colour = png.palette ? paletteColours(png) : sampledColours(png)
  for (let i = 0; i < data.length; i++) data[i] = Math.round(colour(i))
  return { width, height, data }
}

function paletteColours(png: DecodedPng): (pixel: number) => number {
  const shades = png.palette!.map(([red, green, blue, alpha = 255]) =>
    overWhite(luminance(red, green, blue), alpha / 255),
  )
  const sample = samples(png)
  return (pixel) => shades[sample(pixel)] ?? 255
}

function sampledColours(png: DecodedPng): (pixel: number) => number {
  const { channels, depth, transparency } = png
  const toByte = 255 / (2 ** depth - 1)
  const sample = samples(png)
  const isColour = channels >= 3
  const hasAlpha = channels === 2 || channels === 4
  const isSeeThrough = (first: number) =>
    transparency?.every((value, k) => value === sample(first + k)) &&
    transparency.length === channels
  return (pixel) => {
    const first = pixel * channels
    const gray = sample(first) * toByte
    const light = isColour
      ? luminance(gray, sample(first + 1) * toByte, sample(first + 2) * toByte)
      : gray
    if (hasAlpha) return overWhite(light, (sample(first + channels - 1) * toByte) / 255)
    return isSeeThrough(first) ? 255 : light
  }
}

/** Reads a sample by its index; those of fewer than eight bits are packed, each row from a byte of its own. */
function samples({ data, depth, width, channels }: DecodedPng): (index: number) => number {
  if (depth >= 8) return (index) => data[index]
  const rowSamples = width * channels
  const rowBytes = Math.ceil((rowSamples * depth) / 8)
  return (index) => {
    const column = index % rowSamples
    const bit = column * depth
    const byte = data[Math.floor(index / rowSamples) * rowBytes + (bit >> 3)]
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
}
