/** Ink that is written point by point into a session, as a pad does it, without a page. */
import { readFile } from 'node:fs/promises'
import type { Ink, Stroke } from '@edgeink/ink'
import { createInkSession, type InkSessionEvents, type Recognizer } from 'edgeink'
import { type LocalRecognizer, localRecognizer } from 'edgeink/local'
import { fakeFrames } from '../../packages/sdk/src/testing/fake-frames.ts'

const MODELS = new URL('../../packages/models/', import.meta.url)

/** The digits model of this repository, as a page loads it. */
export function digitsRecognizer(): LocalRecognizer {
  return localRecognizer({
    model: 'https://pad.example/digits/manifest.json',
    fetch: async (address) => {
      const { pathname } = new URL(String(address))
      return new Response(new Uint8Array(await readFile(new URL(`.${pathname}`, MODELS))))
    },
  })
}

/** What the session told when so much of the ink was there. */
export interface PartialReading {
  /** Share of the ink's points, 0..1. */
  readonly share: number
  readonly isDrawing: boolean
  readonly label: string
  readonly probability: number
  readonly rejected: boolean
}

class WrittenPad extends EventTarget {
  ink: Ink = []
  isDrawing = false

  /** The pen comes to this point. */
  write(stroke: number, { points }: Stroke, count: number): void {
    this.isDrawing = true
    this.ink = [...this.ink.slice(0, stroke), { points: points.slice(0, count) }]
    if (count === 1) this.dispatchEvent(new CustomEvent('strokestart'))
    this.dispatchEvent(new CustomEvent('ink'))
  }

  lift(): void {
    this.isDrawing = false
    this.dispatchEvent(new CustomEvent('change'))
  }
}

/**
 * Writes an ink and tells what a session with this recognizer said when shares of its points were there. The pen is
 * down but for the whole ink, 1.
 */
export async function readWhileWritten(
  recognizer: Recognizer,
  ink: Ink,
  shares: readonly number[],
): Promise<PartialReading[]> {
  const pad = new WrittenPad()
  const { frames, frame } = fakeFrames()
  const session = createInkSession({ capture: pad, recognizer, frames })
  const total = ink.reduce((sum, { points }) => sum + points.length, 0)
  const due = shares.map((share) => Math.max(1, Math.round(share * total)))
  const readings: PartialReading[] = []
  let newest: InkSessionEvents['prediction'] | undefined
  session.addEventListener('prediction', ({ detail }) => {
    newest = detail
  })
  session.addEventListener('error', ({ detail }) => {
    throw detail.error
  })
  const read = async (share: number) => {
    // The touch of the pen is read ahead of its frame, and what came since in the one after.
    while (newest?.ink !== pad.ink) {
      frame()
      await new Promise((resolve) => setTimeout(resolve))
    }
    const { recognition, isDrawing } = newest
    const [{ label, probability }] = recognition.candidates
    readings.push({ share, isDrawing, label, probability, rejected: recognition.rejected })
  }
  let written = 0
  for (const [s, stroke] of ink.entries()) {
    for (let count = 1; count <= stroke.points.length; count++) {
      pad.write(s, stroke, count)
      written++
      if (count === stroke.points.length) pad.lift()
      const i = due.indexOf(written)
      if (i >= 0) await read(shares[i])
    }
  }
  session.dispose()
  return readings
}
