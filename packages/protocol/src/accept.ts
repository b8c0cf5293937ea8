// Sound requests without the schema library. A worker's first request would wait 17 ms of CPU for the library, and
// every one 30 µs where the runtime forbids it to compile its schemas, as Workers do. What is refused here goes to the
// schema, which has the last word and says what is wrong; a test holds the two to the same answers.
import { checkRaster, checkStrokes, countPoints } from './check.ts'
import { DEFAULTS, LIMITS } from './limits.ts'
import type { ClassifyRequest, WireInk, WireStrokes } from './wire.ts'

/** Checked options: what the client left out has its default. */
export interface AcceptedOptions {
  model: string
  topK: number
  allowed?: string[]
}

export type AcceptedClassifyRequest = Omit<ClassifyRequest, keyof AcceptedOptions> & AcceptedOptions

const OPTIONS: readonly string[] = ['model', 'topK', 'allowed']
const INPUTS = ['strokes', 'inks', 'raster', 'rasters'] as const
const FIELDS = [...INPUTS, ...OPTIONS, 'isPartial']

/** The request with its defaults when it is one that `classifyRequestSchema` takes. Undefined: ask the schema. */
export function acceptClassifyRequest(body: unknown): AcceptedClassifyRequest | undefined {
  if (!isRecordOf(body, FIELDS)) return undefined
  const options = optionsOf(body)
  const given = INPUTS.filter((input) => body[input] !== undefined)
  const { isPartial } = body
  const isKnown = isPartial === undefined || typeof isPartial === 'boolean'
  if (!options || !isKnown || given.length !== 1) return undefined
  const [input] = given
  const value = body[input]
  return ACCEPTS[input](value) ? { [input]: value, ...options, isPartial } : undefined
}

/** The options with their defaults when they are such as `classifyQuerySchema` takes. Undefined: ask the schema. */
export function acceptOptions(values: unknown): AcceptedOptions | undefined {
  return isRecordOf(values, OPTIONS) ? optionsOf(values) : undefined
}

const ACCEPTS: Readonly<Record<(typeof INPUTS)[number], (value: unknown) => boolean>> = {
  strokes: isStrokes,
  inks: (inks) => isListOf(inks, LIMITS.inks, isInk) && countAll(inks) <= LIMITS.points,
  raster: isRaster,
  rasters: (rasters) => isListOf(rasters, LIMITS.inks, isRaster),
}

function optionsOf(values: Readonly<Record<string, unknown>>): AcceptedOptions | undefined {
  const { model = DEFAULTS.model, topK = DEFAULTS.topK, allowed } = values
  if (!isName(model) || !isTopK(topK)) return undefined
  if (allowed === undefined) return { model, topK }
  return isListOf(allowed, LIMITS.allowed, isName) ? { model, topK, allowed } : undefined
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= LIMITS.name
}

function isTopK(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LIMITS.topK
}

function isStrokes(value: unknown): value is WireStrokes {
  return checkStrokes(value) === undefined
}

function isInk(value: unknown): value is WireInk {
  return isRecordOf(value, ['strokes']) && isStrokes(value.strokes)
}

function isRaster(value: unknown): boolean {
  return checkRaster(value) === undefined
}

function countAll(inks: readonly WireInk[]): number {
  return inks.reduce((sum, { strokes }) => sum + countPoints(strokes), 0)
}

function isListOf<T>(
  value: unknown,
  most: number,
  isItem: (item: unknown) => item is T,
): value is T[]
function isListOf(value: unknown, most: number, isItem: (item: unknown) => boolean): boolean
function isListOf(value: unknown, most: number, isItem: (item: unknown) => boolean): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) return false
  for (const item of value) if (!isItem(item)) return false
  return true
}

/** An object that has no other fields than these. */
function isRecordOf(
  value: unknown,
  fields: readonly string[],
): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  for (const field in value) if (!fields.includes(field)) return false
  return true
}
