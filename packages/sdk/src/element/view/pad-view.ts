import type { FieldState } from '../field-state.ts'
import type { Text } from '../strings.ts'
import { CandidateList } from './candidate-list.ts'
import { create, createIcon, setAttributes, setText } from './create.ts'
import { adoptStyles } from './styles.ts'

/** All that the view shows. It keeps nothing else. */
export interface ViewModel {
  readonly field: FieldState
  /** Accessible name of the field. */
  readonly name: string
  readonly text: Text
  readonly locale: string | undefined
  readonly inputMode: string
  readonly hasInk: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly isDisabled: boolean
  readonly isReadOnly: boolean
  readonly isRequired: boolean
  /** The form, or a script, has told the person that the value is not valid. */
  readonly isInvalid: boolean
  /** A line of help or trouble below the pad; empty for none. */
  readonly message: string
}

export type PadAction = 'undo' | 'redo' | 'clear'

const ICONS: Readonly<Record<PadAction, string>> = {
  undo: 'M9 5 4.5 9.5 9 14M5 9.5h9a5 5 0 0 1 0 10h-2',
  redo: 'M15 5l4.5 4.5L15 14M19 9.5h-9a5 5 0 0 0 0 10h2',
  clear: 'M7 7l10 10M17 7 7 17',
}

/** The shadow tree: built once, then shown from a view model. */
export class PadView {
  readonly input = create('input', {
    part: 'value',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'none',
    'aria-haspopup': 'listbox',
    'aria-describedby': 'message',
  })
  readonly canvas = create('canvas', { part: 'canvas' })
  readonly candidates = new CandidateList()
  readonly live = create('div', { part: 'status', role: 'status' })
  readonly #base: HTMLElement
  readonly #root: ShadowRoot
  readonly #candidateSlot = create('slot', { name: 'candidates' }, this.candidates.element)
  readonly #placeholder = create('span', { part: 'placeholder', 'aria-hidden': 'true' })
  readonly #message = create('div', { part: 'message', id: 'message' })
  readonly #pad: HTMLElement
  readonly #buttons = (['undo', 'redo', 'clear'] as const).map((action) => ({
    action,
    button: createButton(action),
  }))

  constructor(root: ShadowRoot) {
    this.#root = root
    this.#pad = create(
      'div',
      { part: 'pad', role: 'img', tabindex: '-1' },
      create('slot', { name: 'placeholder' }, this.#placeholder),
      this.canvas,
    )
    const buttons = this.#buttons.map(({ button }) => button)
    this.#base = create(
      'div',
      { part: 'base' },
      create('div', { part: 'head' }, this.input, this.#candidateSlot),
      this.#pad,
      create(
        'div',
        { part: 'foot' },
        this.#message,
        create('slot', { name: 'buttons' }, ...buttons),
      ),
      this.live,
    )
    root.append(this.#base)
    this.#candidateSlot.addEventListener('slotchange', () => this.#relateList())
    this.adoptStyles()
  }

  /** Style sheets belong to a document: called again when the element moved to another one. */
  adoptStyles(): void {
    adoptStyles(this.#root)
  }

  /** Gives the keyboard to the pad, without the on-screen keyboard that the text field would bring. */
  focusPad(): void {
    if (!this.#root.activeElement) this.#pad.focus({ preventScroll: true })
  }

  render(model: ViewModel): void {
    const { field, text } = model
    setAttributes(this.#base, {
      'data-state': field.phase,
      'data-value': field.value,
      'data-ink': String(model.hasInk),
    })
    this.candidates.render(field.candidates, field.value, model.locale)
    setAttributes(this.candidates.element, { 'aria-label': text('candidates') })
    setAttributes(this.#pad, { 'aria-label': text('pad') })
    setText(this.#placeholder, text('placeholder'))
    setText(this.#message, model.message)
    this.#renderInput(model)
    this.#renderButtons(model)
  }

  #renderInput({ field, ...model }: ViewModel): void {
    const { input } = this
    if (input.value !== field.value) input.value = field.value
    input.disabled = model.isDisabled
    input.readOnly = model.isReadOnly
    setAttributes(input, {
      'aria-label': model.name,
      'aria-required': String(model.isRequired),
      'aria-invalid': String(model.isInvalid),
      inputmode: model.inputMode,
    })
    this.#relateList()
  }

  /** The list is the field's popup for as long as it is the one that is shown. */
  #relateList(): void {
    const { input, candidates } = this
    const isOwn = this.#candidateSlot.assignedElements().length === 0
    const isShown = isOwn && !candidates.element.hidden
    const active = isShown ? candidates.idOf(input.value) : ''
    setAttributes(input, {
      'aria-expanded': String(isShown),
      'aria-controls': isShown ? 'candidates' : '',
      'aria-activedescendant': active,
    })
  }

  /** Not `disabled` where there is nothing to do: a button that has the focus would lose it. */
  #renderButtons({ text, isDisabled, isReadOnly, ...model }: ViewModel): void {
    const isPossible = {
      undo: model.canUndo,
      redo: model.canRedo,
      clear: model.hasInk || model.field.value !== '',
    }
    for (const { action, button } of this.#buttons) {
      const name = text(action)
      button.disabled = isDisabled || isReadOnly
      setAttributes(button, {
        'aria-label': name,
        title: name,
        'aria-disabled': String(!isPossible[action]),
      })
    }
  }
}

function createButton(action: PadAction): HTMLButtonElement {
  const part = `button ${action}`
  return create(
    'button',
    { part, type: 'button', 'data-action': action },
    createIcon(ICONS[action]),
  )
}
