import type { Ink, Stroke } from '@edgeink/ink'
import type { Recognition } from '../recognizer/recognizer.ts'
import type { PadState } from './field-state.ts'

/** What `<ink-pad>` tells of its own, by event name: `detail` of a `CustomEvent`. */
export interface InkPadDetails {
  /** A pointer began to draw. */
  strokestart: { readonly pointerType: string }
  /** A stroke is finished; `ink` is all of the pad. */
  stroke: { readonly stroke: Stroke; readonly ink: Ink }
  /** An answer to the ink as it was in one frame, in the middle of a stroke too. `value` is set already. */
  prediction: { readonly recognition: Recognition; readonly ink: Ink; readonly isDrawing: boolean }
  statechange: { readonly state: PadState; readonly previous: PadState }
  /**
   * A recognition failed: the ink is kept and tried again. Or something did that keeps nobody from reading, such as
   * storage that is full (`MODEL_CACHE`). The same trouble is told once. Does not bubble.
   */
  error: { readonly error: unknown }
}

/** Every event of the element: those of any element too, and `input` and `change` as of an input. */
export type InkPadEventMap = Omit<HTMLElementEventMap, keyof InkPadDetails> & {
  readonly [Name in keyof InkPadDetails]: CustomEvent<InkPadDetails[Name]>
}
