/** The attributes of the element that are mirrored by properties, and nothing else. */

import { TypedElement } from './typed-element.ts'

/** Where the ink is recognised: `auto` on the device and at the edge, whichever answers. */
export type InkPadMode = 'auto' | 'local' | 'remote'

const MODES: readonly string[] = ['auto', 'local', 'remote'] satisfies InkPadMode[]

/** Attributes that change which recognizer answers, or what it is asked. */
export const RECOGNIZER_ATTRIBUTES: readonly string[] = [
  'model',
  'endpoint',
  'mode',
  'allowed',
  'top-k',
]

const DEFAULT_TOP_K = 3

/** A setter given null or undefined, as frameworks do, removes the attribute. */
type Settable = string | null | undefined

export class InkPadAttributes extends TypedElement {
  get name(): string {
    return this.getAttribute('name') ?? ''
  }

  set name(value: Settable) {
    reflect(this, 'name', value)
  }

  /** A name below `/models/` of the page's origin, or, with a slash, an address. Default `digits`. */
  get model(): string {
    return this.getAttribute('model') || 'digits'
  }

  set model(value: Settable) {
    reflect(this, 'model', value)
  }

  /** Address of `POST /classify`. Empty: there is none, and `auto` means the device alone. */
  get endpoint(): string {
    return this.getAttribute('endpoint') ?? ''
  }

  set endpoint(value: Settable) {
    reflect(this, 'endpoint', value)
  }

  get mode(): InkPadMode {
    const mode = this.getAttribute('mode') ?? ''
    return MODES.includes(mode) ? (mode as InkPadMode) : 'auto'
  }

  set mode(value: InkPadMode | null | undefined) {
    reflect(this, 'mode', value)
  }

  /** The only characters that may be answered or typed: `0123456789`, or labels with spaces between. Empty: any. */
  get allowed(): string {
    return this.getAttribute('allowed') ?? ''
  }

  set allowed(value: string | readonly string[] | null | undefined) {
    reflect(this, 'allowed', typeof value === 'object' ? value?.join(' ') : value)
  }

  /** How many candidates are offered. Default 3. */
  get topK(): number {
    const topK = Number.parseInt(this.getAttribute('top-k') ?? '', 10)
    return topK > 0 ? topK : DEFAULT_TOP_K
  }

  set topK(value: number | null | undefined) {
    reflect(this, 'top-k', value?.toString())
  }

  /** Accessible name, where no `<label>` gives one. */
  get label(): string {
    return this.getAttribute('label') ?? ''
  }

  set label(value: Settable) {
    reflect(this, 'label', value)
  }

  /** The value after a reset of the form: the attribute `value`. */
  get defaultValue(): string {
    return this.getAttribute('value') ?? ''
  }

  set defaultValue(value: Settable) {
    reflect(this, 'value', value)
  }

  get required(): boolean {
    return this.hasAttribute('required')
  }

  set required(value: boolean) {
    this.toggleAttribute('required', Boolean(value))
  }

  /** Its own attribute; a disabled fieldset disables it as well. */
  get disabled(): boolean {
    return this.hasAttribute('disabled')
  }

  set disabled(value: boolean) {
    this.toggleAttribute('disabled', Boolean(value))
  }

  get readOnly(): boolean {
    return this.hasAttribute('readonly')
  }

  set readOnly(value: boolean) {
    this.toggleAttribute('readonly', Boolean(value))
  }
}

function reflect(element: Element, name: string, value: Settable): void {
  if (value === null || value === undefined) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

/** The labels that the attribute `allowed` lists; undefined for any. */
export function parseAllowed(allowed: string): readonly string[] | undefined {
  const text = allowed.trim()
  if (text === '') return undefined
  return [...new Set(/\s/.test(text) ? text.split(/\s+/) : text)]
}
