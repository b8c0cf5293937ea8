import type { Ink } from '@edgeink/ink'
import type { ChangeReason, InkCapture, InkDocument } from '../capture/index.ts'
import type { Candidate, Recognizer } from '../recognizer/recognizer.ts'
import type { InkSessionEvents } from '../session/index.ts'
import { accessibleName } from './accessible-name.ts'
import { parseAllowed, RECOGNIZER_ATTRIBUTES } from './attributes.ts'
import { connectControls, type PadActions } from './controls.ts'
import type { InkPadDetails } from './events.ts'
import {
  chosen,
  EMPTY_FIELD,
  type FieldState,
  failed,
  inked,
  isSettled,
  neighbour,
  type PadState,
  predicted,
} from './field-state.ts'
import { FormField } from './form-field.ts'
import { submitImplicitly } from './implicit-submission.ts'
import { PadInk } from './pad-ink.ts'
import type { PadListener } from './pad-runtime.ts'
import { RecognizerSlot } from './recognizer-slot.ts'
import { createRecognizer } from './recognizers.ts'
import { readField, saveField } from './saved-field.ts'
import { type InkPadStrings, STRING_ATTRIBUTES, type Text, textOf } from './strings.ts'
import { judge, type Verdict } from './validity.ts'
import { Announcer } from './view/announcer.ts'
import { showCustomState } from './view/custom-state.ts'
import { PadView } from './view/pad-view.ts'

/**
 * `<ink-pad>`: a form field that one writes into by hand. Its value is the character that the ink says, or that was
 * picked or typed instead. `defineInkPad()` registers it.
 *
 * Its own events are those of {@link InkPadDetails}. Beside them it tells `input` when the value changes, in the middle
 * of a stroke too, and `change` when the value is settled; neither when a script sets `value` or a form is reset.
 */
export class InkPad extends FormField {
  static readonly observedAttributes: readonly string[] = [
    ...RECOGNIZER_ATTRIBUTES,
    ...STRING_ATTRIBUTES,
    'value',
    'required',
    'readonly',
    'label',
    'aria-label',
    'aria-labelledby',
    'inputmode',
    'lang',
    'title',
  ]

  readonly #view: PadView
  readonly #announcer: Announcer
  readonly #early = this.#takeEarlyProperties()
  #field: FieldState = EMPTY_FIELD
  /** The value that the last `change` told. */
  #committed = ''
  /** The value no longer follows the attribute. */
  #isDirty = false
  /** The person was told that the value is not valid. */
  #isReported = false
  /** What the person should know until something else happens. */
  #note = ''
  #customMessage = ''
  #strings: Partial<InkPadStrings> = {}
  readonly #ink = new PadInk()
  readonly #recognizer = new RecognizerSlot()
  /** For the browser to keep over a navigation. */
  #saved = ''
  readonly #labelObserver = new MutationObserver(() => this.#render())
  #isAsking = false
  #isQuiet = false

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    this.#view = new PadView(root)
    this.#announcer = new Announcer(this.#view.live)
    connectControls(root, this.#view, this.#actions())
    this.addEventListener('invalid', () => {
      this.#isReported = true
      this.#render()
    })
    this.addEventListener('focusin', () => this.#watchLabels())
  }

  /** The character; empty for none. Setting it takes away ink that says otherwise, and tells no event. */
  get value(): string {
    return this.#field.value
  }

  set value(value: string | null | undefined) {
    this.#isDirty = true
    const text = String(value ?? '')
    if (text !== this.#field.value) this.#replace(text)
  }

  /** What the field is about; the CSS selector `:state(…)` knows it as well. */
  get state(): PadState {
    return this.#field.phase
  }

  /** What the ink may be, by falling probability. */
  get candidates(): readonly Candidate[] {
    return this.#field.candidates
  }

  /** A snapshot of the strokes, in CSS pixels of the pad and milliseconds. */
  get ink(): Ink {
    return this.#ink.strokes
  }

  /** The pad itself, for what the element does not offer; undefined while the element is in no document. */
  get capture(): InkCapture | undefined {
    return this.#ink.capture
  }

  /** Recognises in place of what the attributes ask for. The element does not dispose one that it was given. */
  get recognizer(): Recognizer | undefined {
    return this.#recognizer.current
  }

  set recognizer(recognizer: Recognizer | null | undefined) {
    this.#recognizer.give(recognizer ?? undefined)
    this.#ask()
  }

  /** What the element says, in another language: any of `DEFAULT_STRINGS`. An attribute `text-…` goes before it. */
  get strings(): Partial<InkPadStrings> {
    return this.#strings
  }

  set strings(strings: Partial<InkPadStrings> | null | undefined) {
    this.#strings = strings ?? {}
    this.#update()
  }

  /** An empty message makes the field valid again, as far as this goes. */
  setCustomValidity(message: string): void {
    this.#customMessage = message
    this.#update()
  }

  /** Takes the last change of the ink back; false when there is none. */
  undo(): boolean {
    return this.capture?.undo() ?? false
  }

  redo(): boolean {
    return this.capture?.redo() ?? false
  }

  /** Empties pad and value; undo brings the ink back. */
  clear(): boolean {
    if (this.#ink.clear()) return true
    if (this.#field === EMPTY_FIELD) return false
    this.#apply(EMPTY_FIELD, 'person')
    return true
  }

  connectedCallback(): void {
    for (const [name, value] of this.#early.splice(0)) Reflect.set(this, name, value)
    if (!this.capture) this.#start()
    this.#watchLabels()
    this.#update()
  }

  /** Moved by `moveBefore()`: there is nothing to stop and start. */
  connectedMoveCallback(): void {}

  disconnectedCallback(): void {
    // Only moved, perhaps, and in the middle of a stroke: that shows a moment later.
    queueMicrotask(() => this.isConnected || this.#stop())
  }

  adoptedCallback(): void {
    this.#view.adoptStyles()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return
    if (name === 'value' && !this.#isDirty) this.#replace(now ?? '')
    if (RECOGNIZER_ATTRIBUTES.includes(name)) this.#askSoon()
    this.#update()
  }

  formDisabledCallback(): void {
    this.#render()
  }

  formResetCallback(): void {
    this.#isDirty = false
    this.#isReported = false
    this.#announcer.hush()
    this.#replace(this.defaultValue)
  }

  formStateRestoreCallback(state: string | File | FormData | null, reason: string): void {
    if (typeof state !== 'string') return
    if (reason === 'autocomplete') {
      this.value = state
      return
    }
    this.#isDirty = true
    const saved = readField(state)
    if (saved) this.#replace(saved.value, saved.ink)
  }

  get #isDisabled(): boolean {
    return this.matches(':disabled')
  }

  get #isEditable(): boolean {
    return !this.#isDisabled && !this.readOnly
  }

  get #text(): Text {
    return textOf(this, this.#strings)
  }

  /** Properties that were set before the element was defined hide its accessors: takes them off, to be set again. */
  #takeEarlyProperties(): [name: string, value: unknown][] {
    const early = Object.entries(this).filter(([name]) => name in InkPad.prototype)
    for (const [name] of early) Reflect.deleteProperty(this, name)
    return early
  }

  #start(): void {
    const listener: PadListener = {
      strokeStart: (pointerType) => {
        this.#view.focusPad()
        this.#announcer.hush()
        this.#apply(inked(this.#field, true), 'person')
        this.#tell('strokestart', { pointerType })
      },
      stroke: (stroke, ink) => this.#tell('stroke', { stroke, ink }),
      inkChange: (reason) => this.#inkChanged(reason),
      prediction: (detail) => this.#predicted(detail),
      failure: (error, isNews) => this.#failed(error, isNews),
      padFailure: (error) => this.#tell('error', { error }, { bubbles: false }),
    }
    this.#ink.begin(this.#view.canvas, listener)
    this.#ask()
  }

  #stop(): void {
    if (!this.capture) return
    this.#announcer.hush()
    this.#labelObserver.disconnect()
    this.#ink.end()
    // A stroke in the middle of which the element was removed ended there, and is read when it comes back.
    if (this.#field.phase === 'drawing') this.#apply(inked(this.#field, false), 'person')
    this.#recognizer.dispose()
  }

  /** A label may change its text, and others may have come or gone since. */
  #watchLabels(): void {
    this.#labelObserver.disconnect()
    const changes = { childList: true, characterData: true, subtree: true }
    for (const label of this.labels) this.#labelObserver.observe(label, changes)
    this.#render()
  }

  /** Several attributes may change at once: one change of recognizer is enough. */
  #askSoon(): void {
    if (this.#isAsking || !this.capture) return
    this.#isAsking = true
    queueMicrotask(() => {
      this.#isAsking = false
      this.#ask()
    })
  }

  #ask(): void {
    if (!this.capture) return
    const { topK } = this
    const allowed = parseAllowed(this.allowed)
    this.#recognizer.renew(
      () => this.#createRecognizer(),
      (recognizer) => this.#ink.ask({ recognizer, topK, allowed }),
    )
  }

  #createRecognizer(): Recognizer {
    const { mode, model, endpoint, baseURI: base } = this
    const tell = (error: unknown) => this.#tell('error', { error }, { bubbles: false })
    return createRecognizer({ mode, model, endpoint, base, tell })
  }

  #inkChanged(reason: ChangeReason): void {
    if (this.#isQuiet) return
    const { isEmpty, isDrawing } = this.capture!
    this.#apply(isEmpty ? EMPTY_FIELD : inked(this.#field, isDrawing), 'person')
    if (!isEmpty) return
    this.#announcer.hush()
    if (reason === 'clear') this.#announcer.say(this.#text('cleared'))
  }

  #predicted(detail: InkSessionEvents['prediction']): void {
    const { recognition, isDrawing } = detail
    this.#apply(predicted(this.#field, recognition, isDrawing), 'person')
    if (this.#field.phase === 'recognized') {
      this.#announcer.say(this.#text('recognized', { label: this.value }))
    }
    if (this.#field.phase === 'unsure') this.#announcer.say(this.#verdict.message)
    this.#tell('prediction', detail)
  }

  #failed(error: unknown, isNews: boolean): void {
    const { phase } = this.#field
    this.#apply(failed(this.#field), 'person')
    const isNew = this.#field.phase === 'failed' && phase !== 'failed'
    if (isNew) this.#announcer.say(this.#verdict.message)
    if (isNews) this.#tell('error', { error }, { bubbles: false })
  }

  #actions(): PadActions {
    const isEditable = () => this.#isEditable
    return {
      get isEditable() {
        return isEditable()
      },
      type: (character) => this.#type(character),
      pick: (label) => {
        this.#apply(chosen(this.#field, label), 'person')
        this.#announcer.say(this.#text('chosen', { label }))
      },
      step: (by) => {
        const label = neighbour(this.#field, by)
        if (label !== undefined) this.#apply(chosen(this.#field, label), 'person')
        return label !== undefined
      },
      undo: () => this.undo(),
      redo: () => this.redo(),
      clear: () => this.clear(),
      submit: () => submitImplicitly(this.form),
    }
  }

  /** Typed `a` means the label `A` where only that is allowed. */
  #type(character: string): void {
    const allowed = parseAllowed(this.allowed)
    const variants = [character, character.toUpperCase(), character.toLowerCase()]
    const value = allowed ? variants.find((variant) => allowed.includes(variant)) : character
    if (value !== undefined) {
      this.#apply(chosen(this.#field, value), 'person')
      return
    }
    this.#note = this.#text('notAllowed', { allowed: this.allowed })
    this.#announcer.say(this.#note)
    this.#render()
  }

  /** A script's value, or a form's: the ink gives way. */
  #replace(value: string, ink?: InkDocument): void {
    const field = chosen(EMPTY_FIELD, value)
    this.#isQuiet = true
    this.#ink.put(ink)
    this.#isQuiet = false
    // Ink without a value is read anew; with one, the candidates come to it.
    this.#apply(ink && value === '' ? inked(field, false) : field, 'script')
  }

  #apply(next: FieldState, by: 'person' | 'script'): void {
    const previous = this.#field
    this.#field = next
    this.#note = ''
    if (isSettled(next)) this.#saved = saveField({ value: next.value, ink: this.#ink.written })
    this.#update()
    if (next.phase !== previous.phase) {
      this.#tell('statechange', { state: next.phase, previous: previous.phase })
    }
    if (by === 'script') {
      this.#committed = next.value
      return
    }
    this.#isDirty = true
    if (next.value !== previous.value) {
      this.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    }
    // A listener may have set another value meanwhile.
    if (this.#field !== next || !isSettled(next) || next.value === this.#committed) return
    this.#committed = next.value
    this.dispatchEvent(new Event('change', { bubbles: true }))
  }

  get #verdict(): Verdict {
    const { required } = this
    const allowed = parseAllowed(this.allowed)
    const constraints = { required, allowed, customMessage: this.#customMessage }
    return judge(this.#field, constraints, this.#text)
  }

  /** Tells the form and the view. */
  #update(): void {
    const { flags, message } = this.#verdict
    if (message === '') this.#isReported = false
    this.internals.setValidity(flags, message, this.#view.input)
    this.internals.setFormValue(this.#field.value, this.#saved)
    showCustomState(this.internals, this.#field.phase)
    this.#render()
  }

  #render(): void {
    const { capture } = this
    const text = this.#text
    const isDisabled = this.#isDisabled
    const isInvalid = this.#isReported && !isDisabled
    const hasTrouble = ['unsure', 'failed'].includes(this.#field.phase)
    const message = isInvalid || hasTrouble ? this.#verdict.message : ''
    this.#view.render({
      field: this.#field,
      name: accessibleName(this, this.labels) ?? text('label'),
      text,
      locale: this.closest('[lang]')?.getAttribute('lang') || undefined,
      inputMode: this.inputMode || (/^[\d\s]+$/.test(this.allowed) ? 'numeric' : 'text'),
      hasInk: capture ? !capture.isEmpty : false,
      canUndo: capture?.canUndo ?? false,
      canRedo: capture?.canRedo ?? false,
      isDisabled,
      isReadOnly: this.readOnly,
      isRequired: this.required,
      isInvalid,
      message: this.#note || message,
    })
  }

  #tell<Name extends keyof InkPadDetails>(
    type: Name,
    detail: InkPadDetails[Name],
    init: EventInit = { bubbles: true },
  ): void {
    this.dispatchEvent(new CustomEvent(type, { ...init, detail }))
  }
}
