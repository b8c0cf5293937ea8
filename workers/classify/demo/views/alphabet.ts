import { element } from './element.ts'

/** What is written, and by which model it is read. */
export const ALPHABETS = ['digits', 'letters'] as const
export type Alphabet = (typeof ALPHABETS)[number]

const PAD_LABELS: Readonly<Record<Alphabet, string>> = {
  digits: 'Pad: draw a digit from 0 to 9 with mouse, finger or pen',
  letters: 'Pad: write a letter or a digit with mouse, finger or pen',
}

/** Tells the page what is written: the style sheet shows what is said of it and hides the rest. */
export function showAlphabet(alphabet: Alphabet): void {
  document.body.dataset.alphabet = alphabet
  element('ink', HTMLCanvasElement).ariaLabel = PAD_LABELS[alphabet]
  element(`alphabet-${alphabet}`, HTMLInputElement).checked = true
  // The worker's bundle carries the digits alone.
  element('source-edge', HTMLInputElement).disabled = alphabet !== 'digits'
}
