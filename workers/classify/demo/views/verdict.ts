import type { Recognition } from 'edgeink'
import { element } from './element.ts'
import { spoken, withArticle } from './label-words.ts'
import { percent } from './percent.ts'

/** The large character and the sentence beside it. Tests read the data attributes of the section. */
export class Verdict {
  readonly #section = element('result', HTMLElement)
  readonly #digit = element('digit', HTMLElement)
  readonly #title = element('verdict-title', HTMLElement)
  readonly #detail = element('verdict-detail', HTMLElement)
  readonly #announcement = element('announcement', HTMLElement)

  constructor() {
    this.#digit.addEventListener('animationend', () => delete this.#digit.dataset.beat)
  }

  showEmpty(): void {
    this.#set({ state: 'empty', label: '', source: '', strokes: '0', drawing: 'false' })
    this.#say('', 'No ink yet', 'Go ahead, draw.')
    this.#announcement.textContent = ''
  }

  /** There is ink, and nobody who reads it. */
  showUnanswered(): void {
    this.#set({ state: 'unanswered', label: '' })
    this.#say('', 'No answer', 'Your ink is kept.')
  }

  show(recognition: Recognition, strokes: number, isDrawing: boolean): void {
    const { candidates, rejected, source } = recognition
    const [best, second] = candidates
    const state = rejected ? 'unsure' : 'sure'
    this.#set({ state, label: best.label, source, strokes: `${strokes}`, drawing: `${isDrawing}` })
    const sure = `${percent(best.probability)} %`
    const title = rejected ? 'Not sure yet' : `It is ${withArticle(best.label)}`
    const doubt = `${capitalize(withArticle(best.label))}, or ${withArticle(second.label)}?`
    this.#say(best.label, title, rejected ? doubt : `${sure} sure`)
    if (isDrawing) return
    const guesses = `Perhaps ${spoken(best.label)}, or ${spoken(second.label)}?`
    this.#announce(rejected ? `${title}. ${guesses}` : `${spoken(best.label)}, ${sure}`)
  }

  #set(data: Record<string, string>): void {
    Object.assign(this.#section.dataset, data)
  }

  #say(digit: string, title: string, detail: string): void {
    if (digit && digit !== this.#digit.textContent) this.#digit.dataset.beat = 'true'
    this.#digit.textContent = digit
    this.#title.textContent = title
    this.#detail.textContent = detail
  }

  /** Spoken when a stroke is finished, not at each frame; and again only when it changed. */
  #announce(text: string): void {
    if (this.#announcement.textContent !== text) this.#announcement.textContent = text
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
