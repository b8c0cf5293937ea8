/** From keys, typing and clicks in the shadow tree to what they mean. */
import { commandOf, isPrintable, type KeyCommand } from './keyboard.ts'
import type { PadView } from './view/pad-view.ts'

/** What a person can do with the field. Those that answer false had nothing to do. */
export interface PadActions {
  /** Neither disabled nor read-only. */
  readonly isEditable: boolean
  type(character: string): void
  pick(label: string): void
  /** Picks the next candidate, or the one before. */
  step(by: 1 | -1): boolean
  undo(): boolean
  redo(): boolean
  clear(): boolean
  /** Sends the form as Enter does in a text field. */
  submit(): boolean
}

export function connectControls(root: ShadowRoot, view: PadView, actions: PadActions): void {
  root.addEventListener('keydown', (event) => onKey(event as KeyboardEvent, root, view, actions))
  root.addEventListener('click', (event) => onClick(event, root, view, actions))
  // A click on a candidate leaves the focus where it is: no on-screen keyboard comes up.
  view.candidates.element.addEventListener('mousedown', (event) => event.preventDefault())
  connectInput(view.input, actions)
}

function onKey(event: KeyboardEvent, root: ShadowRoot, view: PadView, actions: PadActions): void {
  const target = event.target as Element
  // Keys in what the page has put into a slot are the page's.
  const isOurs = root.contains(target)
  if (!isOurs || !actions.isEditable || event.defaultPrevented || event.isComposing) return
  const command = commandOf(event)
  const isInput = target === view.input
  if (command && (isInput || command !== 'submit')) {
    if (run(command, actions)) event.preventDefault()
  } else if (!isInput && isPrintable(event)) {
    // The character itself is delivered after this event, to what has the focus by then.
    view.input.focus()
  }
}

function run(command: KeyCommand, actions: PadActions): boolean {
  if (command === 'next') return actions.step(1)
  if (command === 'previous') return actions.step(-1)
  return actions[command]()
}

/** One listener for our buttons and for those that the page has put into the slots. */
function onClick(event: Event, root: ShadowRoot, view: PadView, actions: PadActions): void {
  if (!actions.isEditable) return
  const label = view.candidates.labelAt(event.target as Node)
  if (label !== undefined) actions.pick(label)
  for (const node of event.composedPath()) {
    if (node === root) return
    if (node instanceof HTMLElement && node.ariaDisabled !== 'true') act(node.dataset, actions)
  }
}

function act({ action, label }: DOMStringMap, actions: PadActions): void {
  if (action === 'undo' || action === 'redo' || action === 'clear') actions[action]()
  if (label !== undefined) actions.pick(label)
}

/** The text field holds one character: what is typed takes the place of what was there. */
function connectInput(input: HTMLInputElement, actions: PadActions): void {
  const take = (typed: string) => {
    const character = [...typed.trim()].at(-1)
    if (character) actions.type(character)
    else actions.clear()
    input.select()
  }
  input.addEventListener('focus', () => input.select())
  input.addEventListener('input', (event) => {
    // The element tells `input` itself, once the value is one.
    event.stopPropagation()
    const { data, isComposing } = event as InputEvent
    if (!isComposing) take(input.value && (data ?? input.value))
  })
  input.addEventListener('compositionend', ({ data }) => take(data))
}
