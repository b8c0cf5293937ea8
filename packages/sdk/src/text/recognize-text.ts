import { assertInk, type Ink } from '@edgeink/ink'
import { OptionError } from '../errors.ts'
import { bestPaths, logSumOfPaths } from './best-paths.ts'
import { classifierOf, inBatches } from './classify-inks.ts'
import { hypothesize, inOrderOfPlace } from './hypotheses.ts'
import { buildLattice } from './lattice.ts'
import { measureLine } from './line.ts'
import { piecesOf } from './pieces.ts'
import { readingsOf } from './readings.ts'
import type { CharacterSource, TextOptions, TextRecognition } from './types.ts'
import { TEXT_WEIGHTS } from './weights.ts'

/** What an option means when it is left out. */
const DEFAULTS = {
  mode: 'text',
  topK: 3,
  alternatives: 3,
  limits: { strokes: 256, points: 100_000, hypotheses: 1_024 },
} as const satisfies TextOptions

/** Readings of the whole ink, at most, whatever is asked for. */
const MAX_ALTERNATIVES = 32

/**
 * Reads a row of separate characters, left to right: cuts the ink into groups of strokes, asks the model about each
 * group that may be a character, and finds the reading that fits best (dynamic programming over the groups; the model's
 * probabilities and the geometry of the groups in one log-linear score).
 *
 * Works wherever the model does: it needs neither DOM nor Node. Times of points are used where they are present.
 *
 * @throws {OptionError} when `topK` or `alternatives` is no whole number from 1
 * @throws {InkError} when the ink has no point, is no ink, or exceeds the limits
 * @throws the reason of `signal`, once that is aborted
 * @throws what the source of characters throws
 * @example
 * const { text, characters } = await recognizeText(ink, { model })
 */
export async function recognizeText(
  ink: Ink,
  options: CharacterSource & TextOptions,
): Promise<TextRecognition> {
  const start = performance.now()
  const { signal, allowed } = options
  const limits = { ...DEFAULTS.limits, ...options.limits }
  const topK = countOf('topK', options)
  const count = Math.min(countOf('alternatives', options), MAX_ALTERNATIVES)
  signal?.throwIfAborted()
  const row = inOrderOfPlace(piecesOf(assertInk(ink, limits)))
  const line = measureLine(row)
  const groups = hypothesize(row, line.height, limits.hypotheses)
  const predictions = await inBatches(classifierOf(options))(
    groups.map(({ pieces }) => pieces.map(({ points }) => ({ points }))),
    { topK: Math.max(topK, count), allowed, signal },
  )
  const lattice = buildLattice(groups, predictions, line, TEXT_WEIGHTS)
  const alternatives = readingsOf(bestPaths(lattice, 2 * count), count, {
    mode: options.mode ?? DEFAULTS.mode,
    height: line.height,
    topK,
    logSum: logSumOfPaths(lattice),
  })
  return { ...alternatives[0], alternatives, duration: performance.now() - start }
}

function countOf(name: 'topK' | 'alternatives', options: TextOptions): number {
  const count = options[name] ?? DEFAULTS[name]
  if (Number.isInteger(count) && count > 0) return count
  throw new OptionError(
    `recognizeText: expected \`${name}\` to be a whole number from 1, got ${count}`,
  )
}
