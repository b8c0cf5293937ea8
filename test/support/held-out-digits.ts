import { readFileSync } from 'node:fs'
import type { Strokes } from './demo-page.ts'

export interface HeldOutDigit {
  readonly label: string
  readonly source: string
  readonly writer: string
  readonly strokes: Strokes
}

const FILE = new URL('../fixtures/held-out-digits.json', import.meta.url)

/** 100 digits of writers whom no training saw. */
export function heldOutDigits(): readonly HeldOutDigit[] {
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { samples: HeldOutDigit[] }).samples
}
