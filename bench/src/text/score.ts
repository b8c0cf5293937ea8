import type { Model } from '@edgeink/engine'
import { recognizeText, type TextOptions } from 'edgeink/text'
import { wilsonInterval } from '../../../training/src/evaluate/wilson.ts'
import { editDistance } from './edit-distance.ts'
import type { Row } from './rows.ts'

/** What was read of a row. */
export interface Reading {
  readonly row: Row
  readonly text: string
  /** Edits between what was read and what was written. */
  readonly edits: number
  /** Every stroke went to the digit that it belongs to. */
  readonly segmented: boolean
}

export async function readRows(
  model: Model,
  rows: readonly Row[],
  options: TextOptions = {},
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const row of rows) {
    const { text, characters } = await recognizeText(row.ink, { ...options, model })
    const segmented =
      characters.length === row.length &&
      characters.every(({ strokes }) =>
        strokes.every((stroke) => row.owners[stroke] === row.owners[strokes[0]]),
      )
    readings.push({ row, text, edits: editDistance(text, row.text), segmented })
  }
  return readings
}

export interface TextScore {
  readonly name: string
  readonly rows: number
  readonly characters: number
  /** Characters less edits. */
  readonly right: number
  readonly accuracy: number
  readonly interval: readonly [low: number, high: number]
  /** Rows without any error. */
  readonly wholeRows: number
  /** Rows whose strokes all went to the right digits. */
  readonly segmented: number
}

export function scoreOf(name: string, readings: readonly Reading[]): TextScore {
  const characters = readings.reduce((sum, { row }) => sum + row.text.length, 0)
  const edits = readings.reduce((sum, reading) => sum + reading.edits, 0)
  const right = Math.max(0, characters - edits)
  return {
    name,
    rows: readings.length,
    characters,
    right,
    accuracy: right / characters,
    interval: wilsonInterval(right, characters),
    wholeRows: readings.filter((reading) => reading.edits === 0).length,
    segmented: readings.filter((reading) => reading.segmented).length,
  }
}

/** Scores of the groups that a key makes, in the order in which they come. */
export function scoresBy(
  readings: readonly Reading[],
  key: (row: Row) => string | number,
): TextScore[] {
  return [...Map.groupBy(readings, ({ row }) => String(key(row)))].map(([name, own]) =>
    scoreOf(name, own),
  )
}
