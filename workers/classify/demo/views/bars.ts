import type { Candidate } from 'edgeink'
import { element } from './element.ts'
import { percent } from './percent.ts'

const LABELS = [...'0123456789']

/** Ten bars in fixed order, so that the eye learns where to look. */
export class Bars {
  readonly #rows = new Map(LABELS.map((label) => [label, createRow(label)]))

  constructor() {
    const list = element('bars', HTMLOListElement)
    list.append(...[...this.#rows.values()].map(({ item }) => item))
    this.show([])
  }

  /** Shows candidates by falling probability; none at all empties the bars. */
  show(candidates: readonly Candidate[]): void {
    const probabilities = new Map(candidates.map(({ label, probability }) => [label, probability]))
    for (const [label, row] of this.#rows) {
      const probability = probabilities.get(label) ?? 0
      const value = percent(probability)
      row.item.dataset.top = String(label === candidates[0]?.label)
      row.value.textContent = candidates.length > 0 ? value : '–'
      row.fill.style.setProperty('--probability', probability.toFixed(4))
      row.meter.setAttribute('aria-valuenow', value)
      row.meter.setAttribute('aria-valuetext', `${value} percent`)
    }
  }
}

function createRow(label: string) {
  const item = document.createElement('li')
  const name = child(item, 'span', 'name')
  name.textContent = label
  name.ariaHidden = 'true'
  const meter = child(item, 'span', 'track')
  meter.role = 'meter'
  meter.ariaLabel = `Probability of ${label}`
  meter.ariaValueMin = '0'
  meter.ariaValueMax = '100'
  const fill = child(meter, 'span', 'fill')
  const value = child(item, 'span', 'value')
  value.ariaHidden = 'true'
  return { item, meter, fill, value }
}

function child(parent: Element, tag: 'span', className: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  parent.append(made)
  return made
}
