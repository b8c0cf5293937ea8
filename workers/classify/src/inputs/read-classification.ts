import {
  type AcceptedClassifyRequest,
  type AcceptedOptions,
  acceptClassifyRequest,
  acceptOptions,
  type ClassifyInput,
  LIMITS,
  queryValues,
  toInputs,
} from '@edgeink/protocol'
import { checked } from '../http/checked.ts'
import { mediaTypeOf, refuseEncoding, unsupportedMediaType } from '../http/media-type.ts'
import { ProblemError } from '../http/problem-error.ts'
import { readBody } from '../http/read-body.ts'
import { JSON_TYPE, readJson } from '../http/read-json.ts'
import { blankImage } from '../images/image-problems.ts'
import { imageToRaster } from '../images/image-to-raster.ts'

/** What is to be classified, and how. */
export interface Classification {
  readonly inputs: readonly ClassifyInput[]
  readonly options: AcceptedOptions & { readonly isPartial?: boolean }
}

/** Reads the inputs of a body that is not JSON. */
type ReadInputs = (request: Request) => Promise<readonly ClassifyInput[]>

/**
 * By media type. The options of these come in the query. A decoder is loaded with the first image: an isolate that gets
 * none starts without it.
 */
const BINARY: Readonly<Record<string, ReadInputs>> = {
  'image/png': async (request) => {
    const { decodePng } = await import('../images/png.ts')
    return [asRaster(await decodePng(await readImage(request)))]
  },
  'image/jpeg': async (request) => {
    const { decodeJpeg } = await import('../images/jpeg.ts')
    return [asRaster(decodeJpeg(await readImage(request)))]
  },
  'application/octet-stream': readBytes,
}

/** The media types that {@link readClassification} reads. */
export const MEDIA_TYPES = [JSON_TYPE, ...Object.keys(BINARY)]

/**
 * Reads a request of `POST /classify`, whatever its body is.
 *
 * @throws {ProblemError} 400, 413, 415 or 422 with the field that is wrong, and the limit if it was one
 */
export async function readClassification(request: Request): Promise<Classification> {
  const type = mediaTypeOf(request)
  if (type === JSON_TYPE) {
    const body = await checkRequest(await readJson(request))
    return { inputs: toInputs(body), options: body }
  }
  if (!Object.hasOwn(BINARY, type)) throw unsupportedMediaType(request, MEDIA_TYPES.join(', '))
  refuseEncoding(request)
  const options = await checkQuery(new URL(request.url).searchParams)
  return { inputs: await BINARY[type](request), options }
}

/** The schema library is loaded with the first request that is wrong: see protocol/accept.ts. */
async function checkRequest(body: unknown): Promise<AcceptedClassifyRequest> {
  const accepted = acceptClassifyRequest(body)
  if (accepted) return accepted
  const { parseClassifyRequest } = await import('@edgeink/protocol/schema')
  return checked(parseClassifyRequest(body))
}

async function checkQuery(query: URLSearchParams): Promise<AcceptedOptions> {
  const accepted = acceptOptions(queryValues(query))
  if (accepted) return accepted
  const { parseClassifyQuery } = await import('@edgeink/protocol/schema')
  return checked(parseClassifyQuery(query))
}

function readImage(request: Request): Promise<Uint8Array> {
  return readBody(request, LIMITS.image.bytes)
}

function asRaster(image: Parameters<typeof imageToRaster>[0]): ClassifyInput {
  const raster = imageToRaster(image)
  if (!raster) throw blankImage()
  return { raster }
}

/** Rasters one after the other, a byte a pixel: 0 = paper, 255 = ink. */
async function readBytes(request: Request): Promise<readonly ClassifyInput[]> {
  const { pixels, inks } = LIMITS
  const bytes = await readBody(request, inks * pixels)
  if (bytes.length === 0 || bytes.length % pixels !== 0) {
    const message = `expected rasters of ${pixels} bytes each, got ${bytes.length} bytes`
    throw new ProblemError('invalid-request', message, {
      errors: [{ path: '', message, limit: pixels }],
    })
  }
  return Array.from({ length: bytes.length / pixels }, (_, i) => ({
    raster: Float32Array.from(bytes.subarray(i * pixels, (i + 1) * pixels), (byte) => byte / 255),
  }))
}
