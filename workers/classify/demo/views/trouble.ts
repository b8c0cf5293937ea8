import type { EdgeinkError } from 'edgeink'
import { element } from './element.ts'

/** What went wrong, in words of the person who draws. */
const EXPLANATIONS: Record<string, readonly [title: string, detail: string]> = {
  EDGE_UNREACHABLE: ['The edge cannot be reached.', 'Your ink is safe.'],
  EDGE_TIMEOUT: ['The edge takes too long to answer.', 'Your ink is safe.'],
  EDGE_ANSWER: ['The edge gave an answer that makes no sense.', 'Your ink is safe.'],
  MODEL_FETCH: ['The model could not be loaded.', 'Your ink is safe.'],
}

/** The banner that tells of an error and offers a way on. */
export class Trouble {
  readonly #banner = element('trouble', HTMLElement)
  readonly #title = element('trouble-title', HTMLElement)
  readonly #detail = element('trouble-detail', HTMLElement)
  readonly #fallBack = element('fall-back', HTMLButtonElement)

  constructor(actions: { retry: () => void; fallBack: () => void }) {
    element('retry', HTMLButtonElement).addEventListener('click', actions.retry)
    this.#fallBack.addEventListener('click', actions.fallBack)
  }

  show(error: unknown, source: 'device' | 'edge'): void {
    const code = (error as Partial<EdgeinkError>).code ?? ''
    const message = error instanceof Error ? error.message : String(error)
    const [title, detail] = EXPLANATIONS[code] ?? ['The ink could not be read.', message]
    this.#banner.dataset.code = code
    this.#title.textContent = title
    this.#detail.textContent = detail
    this.#fallBack.hidden = source === 'device'
    this.#banner.hidden = false
  }

  hide(): void {
    this.#banner.hidden = true
  }
}
