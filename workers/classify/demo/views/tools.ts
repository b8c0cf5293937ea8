import type { InkCapture } from 'edgeink'
import { element } from './element.ts'

/** Undo, redo and clear: as buttons and as keys. */
export function connectTools(capture: InkCapture): void {
  const undo = element('undo', HTMLButtonElement)
  const redo = element('redo', HTMLButtonElement)
  const clear = element('clear', HTMLButtonElement)
  undo.addEventListener('click', () => capture.undo())
  redo.addEventListener('click', () => capture.redo())
  clear.addEventListener('click', () => capture.clear())
  document.addEventListener('keydown', (event) => {
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    capture[command]()
  })
  const refresh = () => {
    undo.disabled = !capture.canUndo
    redo.disabled = !capture.canRedo
    clear.disabled = capture.isEmpty
  }
  for (const type of ['strokestart', 'change'] as const) capture.addEventListener(type, refresh)
  refresh()
}

function commandOf(event: KeyboardEvent): 'undo' | 'redo' | 'clear' | undefined {
  const key = event.key.toLowerCase()
  const withCommand = (event.ctrlKey || event.metaKey) && !event.altKey
  if (key === 'escape') return 'clear'
  if (withCommand && key === 'z') return event.shiftKey ? 'redo' : 'undo'
  if (withCommand && key === 'y') return 'redo'
  return undefined
}
