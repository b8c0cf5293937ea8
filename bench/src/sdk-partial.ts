/**
 * `npm run bench sdk-partial`: digits of the validation writers, written point by point into a session: how sure it is
 * of the best candidate when a part of the digit is there, and how often that is the digit to be. Needs EDGEINK_DATA.
 */
import {
  digitsRecognizer,
  type PartialReading,
  readWhileWritten,
} from '../../test/support/written-digits.ts'
import { type InkSample, loadPendigits, loadUnipen } from '../../training/src/data/index.ts'
import { calibrationError } from '../../training/src/evaluate/calibration-error.ts'
import { printTable, writeResult } from './result.ts'

const SHARES = [0.25, 0.5, 0.75, 0.9, 1]

/** All digits when that share of their points was there. */
export interface PartialPart {
  readonly share: number
  /** Mean probability of the best candidate. */
  readonly probability: number
  /** How many of the best candidates are the digit to be, 0..1. */
  readonly accuracy: number
  readonly rejected: number
  /** Expected calibration error against the digit to be. */
  readonly calibrationError: number
}

/** What `bench/results/sdk-partial.json` holds. */
export interface SdkPartialResult {
  readonly command: string
  readonly inks: number
  readonly parts: readonly PartialPart[]
}

export async function run(): Promise<void> {
  const samples = [...(await loadUnipen(['1a'])).validation, ...(await loadPendigits()).validation]
  const digits = samples.filter(({ template }: InkSample) => !template)
  const recognizer = digitsRecognizer()
  const readings: (PartialReading & { isRight: boolean })[] = []
  for (const { ink, label } of digits) {
    const ofInk = await readWhileWritten(recognizer, ink, SHARES)
    readings.push(...ofInk.map((reading) => ({ ...reading, isRight: reading.label === label })))
  }
  recognizer.dispose()
  const parts = SHARES.map((share): PartialPart => {
    const of = readings.filter((reading) => reading.share === share)
    const mean = (value: (reading: (typeof readings)[number]) => number | boolean) =>
      of.reduce((sum, reading) => sum + Number(value(reading)), 0) / of.length
    return {
      share,
      probability: mean(({ probability }) => probability),
      accuracy: mean(({ isRight }) => isRight),
      rejected: mean(({ rejected }) => rejected),
      calibrationError: calibrationError(
        of.map(({ probability, isRight }) => ({ confidence: probability, correct: isRight })),
      ),
    }
  })
  const command = 'npm run bench sdk-partial'
  const result: SdkPartialResult = { command, inks: digits.length, parts }
  printTable(parts)
  await writeResult('sdk-partial', result)
}
