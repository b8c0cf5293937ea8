import type { Recognition } from 'edgeink'
import { element } from './element.ts'

/** Durations that the shown median is taken over: one would flicker. */
const RECENT = 15

/** Who recognises, and how long that takes. */
export class Status {
  readonly #line = element('status', HTMLElement)
  readonly #text = element('status-text', HTMLElement)
  #durations: number[] = []

  /** A message without a measurement. */
  say(text: string, state: 'loading' | 'ready' | 'trouble'): void {
    this.#durations = []
    this.#write(text, state)
  }

  /** Who answered, and the median of the latest durations. */
  measured(who: string, { duration }: Recognition): void {
    this.#durations = [...this.#durations, duration].slice(-RECENT)
    this.#write(`${who} · ${formatDuration(median(this.#durations))}`, 'ready')
  }

  #write(text: string, state: string): void {
    this.#line.dataset.state = state
    this.#text.textContent = text
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}

function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
}
