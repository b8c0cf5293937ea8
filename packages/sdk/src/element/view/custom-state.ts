import type { PadState } from '../field-state.ts'

/** `:state(drawing)` in style sheets, where the browser knows custom states. */
export function showCustomState({ states }: ElementInternals, state: PadState): void {
  if (!states || states.has(state)) return
  try {
    states.clear()
    states.add(state)
  } catch {
    // Browsers of before the standard want two dashes before the name.
  }
}
