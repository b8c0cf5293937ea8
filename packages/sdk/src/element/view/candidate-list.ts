import type { Candidate } from '../../recognizer/recognizer.ts'
import { create, setAttributes, setText } from './create.ts'

/** The candidates as options of a list box. Options are kept and refilled: it changes with every frame of a stroke. */
export class CandidateList {
  readonly element = create('div', { part: 'candidates', role: 'listbox', id: 'candidates' })
  #shown: readonly Candidate[] = []

  /** The label of the option that `node` lies in. */
  labelAt(node: Node): string | undefined {
    const at = [...this.element.children].findIndex((option) => option.contains(node))
    return this.#shown[at]?.label
  }

  /** Id of the option of this value; empty where none is. */
  idOf(value: string): string {
    return this.#shown.some(({ label }) => label === value) ? optionId(this.#indexOf(value)) : ''
  }

  render(candidates: readonly Candidate[], value: string, locale: string | undefined): void {
    const { element } = this
    this.#shown = candidates
    element.hidden = candidates.length === 0
    while (element.children.length > candidates.length) element.lastElementChild?.remove()
    while (element.children.length < candidates.length) {
      element.append(createOption(element.children.length))
    }
    candidates.forEach(({ label, probability }, i) => {
      const option = element.children[i]
      const isSelected = label === value
      setAttributes(option, {
        part: isSelected ? 'candidate selected' : 'candidate',
        'aria-selected': String(isSelected),
      })
      setText(option.children[0], label)
      setText(option.children[1], formatPercent(probability, locale))
    })
  }

  #indexOf(value: string): number {
    return this.#shown.findIndex(({ label }) => label === value)
  }
}

function optionId(index: number): string {
  return `candidate-${index}`
}

function createOption(index: number): HTMLElement {
  const label = create('span', { part: 'candidate-label' })
  const percent = create('span', { part: 'candidate-probability' })
  return create('div', { role: 'option', id: optionId(index) }, label, percent)
}

/** Rounded down: what is not certain is not called 100 %. */
function formatPercent(probability: number, locale: string | undefined): string {
  const shown = Math.floor(probability * 100) / 100
  try {
    return shown.toLocaleString(locale, { style: 'percent' })
  } catch {
    // A `lang` that is no language tag.
    return shown.toLocaleString(undefined, { style: 'percent' })
  }
}
