/** Milliseconds without news after which the field counts as settled. Between two strokes of a digit lies less. */
const SETTLED_MS = 700

/** A polite live region that speaks when the writer has paused, and then only the last of what there was to say. */
export class Announcer {
  readonly #region: HTMLElement
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(region: HTMLElement) {
    this.#region = region
  }

  /** Says this, unless something newer comes before the pause. */
  say(text: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#region.textContent = text
    }, SETTLED_MS)
  }

  /** Forgets what was to be said, and what was: so that the same again is spoken again. */
  hush(): void {
    clearTimeout(this.#timer)
    if (this.#region.textContent !== '') this.#region.textContent = ''
  }
}
