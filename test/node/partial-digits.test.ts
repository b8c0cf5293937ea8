/** What a session says while a digit is being written: how sure it is rises with what there is of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalRecognizer } from '../../packages/sdk/src/recognizer/local.ts'
import { calibrationError } from '../../training/src/evaluate/calibration-error.ts'
import { heldOutDigits } from '../support/held-out-digits.ts'
import {
  digitsRecognizer,
  type PartialReading,
  readWhileWritten,
} from '../support/written-digits.ts'

const SHARES = [0.25, 0.5, 0.75, 1]

let recognizer: LocalRecognizer
/** Of each share, the readings of all digits, in their order. */
let readings: PartialReading[][]
const digits = heldOutDigits()
const inks = digits.map(({ strokes }) =>
  strokes.map((points) => ({ points: points.map(([x, y]) => ({ x, y })) })),
)

beforeAll(async () => {
  recognizer = digitsRecognizer()
  const each: PartialReading[][] = []
  for (const ink of inks) each.push(await readWhileWritten(recognizer, ink, SHARES))
  readings = SHARES.map((_, i) => each.map((of) => of[i]))
})
afterAll(() => recognizer.dispose())

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
const rises = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value > values[i - 1])

test('the less of a digit there is, the less sure the best candidate is, and the more often rejected', () => {
  expect(readings.map((of) => of.length)).toEqual(SHARES.map(() => digits.length))
  const probabilities = readings.map((of) => mean(of.map(({ probability }) => probability)))
  const believed = readings.map((of) => mean(of.map(({ rejected }) => Number(!rejected))))
  expect(probabilities).toSatisfy(rises)
  expect(believed).toSatisfy(rises)
  expect(believed[0]).toBeLessThan(0.6)
})

test('the whole digit has the probability that it deserves', () => {
  const answers = readings.at(-1)!.map(({ label, probability }, i) => ({
    confidence: probability,
    correct: label === digits[i].label,
  }))
  expect(calibrationError(answers)).toBeLessThan(0.03)
})

test('what is said of a part is what the model says of that part alone, and no older answer', async () => {
  for (const [i, ink] of inks.slice(0, 10).entries()) {
    const half = Math.round(ink.reduce((sum, { points }) => sum + points.length, 0) / 2)
    let left = half
    const part = ink.map(({ points }) => {
      const taken = points.slice(0, Math.max(0, left))
      left -= points.length
      return { points: taken }
    })
    const { isDrawing: isPartial } = readings[1][i]
    const { candidates, rejected } = await recognizer.recognize(part, { isPartial })
    expect(readings[1][i]).toMatchObject({ ...candidates[0], rejected })
  }
})
