import type { Candidate } from 'edgeink'
import { element } from './element.ts'
import { spoken } from './label-words.ts'
import { percent } from './percent.ts'

const DIGITS = [...'0123456789']

/**
 * - `fixed`: the digits in their order, so that the eye learns where to look.
 * - `ranked`: of more labels than there are bars, the likeliest first.
 */
export type BarOrder = 'fixed' | 'ranked'

/** Ten bars of probability. */
export class Bars {
  readonly #rows = DIGITS.map(createRow)
  #order: BarOrder = 'fixed'

  constructor() {
    element('bars', HTMLOListElement).append(...this.#rows.map(({ item }) => item))
    this.show([])
  }

  /** Empties the bars. */
  set order(order: BarOrder) {
    this.#order = order
    this.show([])
  }

  /** Shows candidates by falling probability; none at all empties the bars. */
  show(candidates: readonly Candidate[]): void {
    const placed = this.#order === 'ranked' ? candidates : DIGITS.map(candidateOf(candidates))
    this.#rows.forEach((row, i) => {
      const { label = '', probability = 0 } = placed[i] ?? {}
      const value = percent(probability)
      row.item.dataset.top = String(label !== '' && label === candidates[0]?.label)
      row.name.textContent = label
      row.value.textContent = candidates.length > 0 ? value : '–'
      row.fill.style.setProperty('--probability', probability.toFixed(4))
      row.meter.ariaLabel = label === '' ? 'No candidate' : `Probability of ${spoken(label)}`
      row.meter.setAttribute('aria-valuenow', value)
      row.meter.setAttribute('aria-valuetext', `${value} percent`)
    })
  }
}

function candidateOf(candidates: readonly Candidate[]) {
  return (label: string): Candidate =>
    candidates.find((candidate) => candidate.label === label) ?? { label, probability: 0 }
}

function createRow() {
  const item = document.createElement('li')
  const name = child(item, 'span', 'name')
  name.ariaHidden = 'true'
  const meter = child(item, 'span', 'track')
  meter.role = 'meter'
  meter.ariaValueMin = '0'
  meter.ariaValueMax = '100'
  const fill = child(meter, 'span', 'fill')
  const value = child(item, 'span', 'value')
  value.ariaHidden = 'true'
  return { item, name, meter, fill, value }
}

function child(parent: Element, tag: 'span', className: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  parent.append(made)
  return made
}
