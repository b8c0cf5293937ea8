import { ManifestError } from '../errors.ts'
import type { ModelManifest, ModelView, ViewInput } from '../manifest.ts'
import { CONFIDENCE_BINS } from './confidence.ts'
import { VIEWS } from './views.ts'

const FORMAT = 'edgeink-model/1'
const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/
const SHA256 = /^[0-9a-f]{64}$/
/** A name beside the manifest: no folders, so that a manifest cannot reach elsewhere. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/**
 * Checks that a value, such as parsed JSON, is a manifest. Fields that are not in {@link ModelManifest} are allowed.
 *
 * @throws {ManifestError} that names the field, what was expected and what was found
 */
export function parseManifest(value: unknown): ModelManifest {
  const manifest = record(value, 'the manifest')
  expect(manifest.format === FORMAT, 'format', JSON.stringify(FORMAT), manifest.format)
  expect(isName(manifest.id), 'id', 'a name', manifest.id)
  expect(matches(VERSION, manifest.version), 'version', 'a semantic version', manifest.version)
  checkLabels(manifest.labels)
  checkViews(manifest.views)
  expect(isPositive(manifest.temperature), 'temperature', 'a positive number', manifest.temperature)
  const { image = 1, partial = 1 } = record(manifest.temperatures ?? {}, 'temperatures')
  expect(isPositive(image), 'temperatures.image', 'a positive number', image)
  expect(isPositive(partial), 'temperatures.partial', 'a positive number', partial)
  const { threshold, temperature = 1 } = record(manifest.reject, 'reject')
  expect(isPositive(temperature), 'reject.temperature', 'a positive number', temperature)
  expect(isNumber(threshold, 0, 1), 'reject.threshold', 'a number in 0..1', threshold)
  if (manifest.reference !== undefined) checkReference(manifest as unknown as ModelManifest)
  return manifest as unknown as ModelManifest
}

function checkLabels(labels: unknown): void {
  const sound =
    Array.isArray(labels) &&
    labels.length > 0 &&
    labels.every((label) => typeof label === 'string' && label !== '') &&
    new Set(labels).size === labels.length
  expect(sound, 'labels', 'a list of distinct strings', labels)
}

function checkViews(views: unknown): void {
  expect(Array.isArray(views) && views.length > 0, 'views', 'a list of views', views)
  const list = views as unknown[]
  list.forEach((view, i) => {
    checkView(record(view, `views[${i}]`), `views[${i}]`)
  })
  const inputs = (list as ModelView[]).map(({ input }) => input)
  expect(new Set(inputs).size === inputs.length, 'views', 'one view for each input', inputs)
}

function checkView(view: Record<string, unknown>, path: string): void {
  const known = Object.keys(VIEWS) as ViewInput[]
  expect(
    known.includes(view.input as ViewInput),
    `${path}.input`,
    `${known.join(' or ')}, the views this version of edgeink makes`,
    view.input,
  )
  expect(matches(FILE_NAME, view.file), `${path}.file`, 'a plain file name', view.file)
  expect(matches(SHA256, view.sha256), `${path}.sha256`, '64 lower-case hex digits', view.sha256)
  expect(Number.isSafeInteger(view.bytes), `${path}.bytes`, 'a whole number', view.bytes)
  expect(isPositive(view.weight), `${path}.weight`, 'a positive number', view.weight)
}

function checkReference({ reference, labels }: ModelManifest): void {
  const shares = record(reference, 'reference')
  checkShares(shares.labels, 'reference.labels', labels.length)
  checkShares(shares.confidence, 'reference.confidence', CONFIDENCE_BINS)
}

function checkShares(shares: unknown, path: string, length: number): void {
  const sound =
    Array.isArray(shares) &&
    shares.length === length &&
    shares.every((share) => isNumber(share, 0, 1)) &&
    Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.01
  expect(sound, path, `${length} shares that add up to 1`, shares)
}

function record(value: unknown, path: string): Record<string, unknown> {
  const sound = typeof value === 'object' && value !== null && !Array.isArray(value)
  expect(sound, path, 'an object', value)
  return value as Record<string, unknown>
}

function isName(value: unknown): boolean {
  return matches(FILE_NAME, value)
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isNumber(value: unknown, from: number, to: number): boolean {
  return typeof value === 'number' && value >= from && value <= to
}

function isPositive(value: unknown): boolean {
  return isNumber(value, Number.MIN_VALUE, Number.MAX_VALUE)
}

function expect(sound: boolean, path: string, expected: string, got: unknown): asserts sound {
  if (sound) return
  throw new ManifestError(`${path}: expected ${expected}, got ${excerpt(got)}; check manifest.json`)
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
