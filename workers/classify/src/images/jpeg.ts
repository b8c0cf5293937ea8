/// <reference path="./jpeg-decoder.d.ts" />
import { LIMITS } from '@edgeink/protocol'
// Without the encoder, which the package's entry brings along.
import decode from 'jpeg-js/lib/decoder.js'
import { type GrayImage, luminance } from './gray-image.ts'
import { imageTooLarge, malformedImage } from './image-problems.ts'

/** Mebibytes that the decoder may take, about: it counts what it allocates, and gives up beyond. */
const MEMORY = 100

/** Markers of frames: baseline, extended and progressive. Others (lossless, arithmetic) the decoder does not know. */
const FRAMES = [0xc0, 0xc1, 0xc2]
const START_OF_SCAN = 0xda

/**
 * Decodes a JPEG, baseline or progressive.
 *
 * @throws {ProblemError} 413 when it has too many pixels, 400 when it is no JPEG, or broken
 */
export function decodeJpeg(bytes: Uint8Array): GrayImage {
  const { width, height } = readFrame(bytes)
  if (width * height > LIMITS.image.pixels) {
    throw imageTooLarge(width, height, LIMITS.image.pixels)
  }
  const { data } = decodePixels(bytes, width * height)
  const gray = new Uint8Array(width * height)
  for (let i = 0; i < gray.length; i++) {
    gray[i] = Math.round(luminance(data[3 * i], data[3 * i + 1], data[3 * i + 2]))
  }
  return { width, height, data: gray }
}

function decodePixels(bytes: Uint8Array, pixels: number) {
  try {
    return decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: true,
      maxResolutionInMP: pixels / 1e6,
      maxMemoryUsageInMB: MEMORY,
    })
  } catch (cause) {
    throw malformedImage('JPEG', 'its data are broken', cause)
  }
}

/** Walks over the segments to the frame that tells the size. Two frames would tell two: such a file is refused. */
function readFrame(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw malformedImage('JPEG')
  let frame: { width: number; height: number } | undefined
  for (let offset = 2; offset + 4 <= bytes.length; ) {
    if (bytes[offset] !== 0xff) throw malformedImage('JPEG')
    const marker = bytes[offset + 1]
    if (marker === 0xff) {
      offset++
      continue
    }
    if (marker === START_OF_SCAN) break
    if (FRAMES.includes(marker) && offset + 9 <= bytes.length) {
      if (frame) throw malformedImage('JPEG', 'it holds more than one image')
      frame = { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) }
    }
    offset += 2 + view.getUint16(offset + 2)
  }
  if (!frame || frame.width === 0 || frame.height === 0) throw malformedImage('JPEG')
  return frame
}
