/**
 * Types of `<ink-pad>` in JSX of React 19 and later; nothing at run time. Wanted once in a project:
 *
 * @example
 * import type {} from 'edgeink/element/react'
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { InkPadMode } from './attributes.ts'
import type { InkPadDetails, InkPadEventMap } from './events.ts'
import type { InkPad } from './ink-pad.ts'

/** Properties that React sets, by their names as properties. */
type InkPadProperties = Partial<
  Pick<InkPad, 'name' | 'model' | 'endpoint' | 'label' | 'required' | 'disabled' | 'readOnly'> &
    Pick<InkPad, 'value' | 'defaultValue' | 'strings' | 'recognizer' | 'topK'>
> & {
  readonly mode?: InkPadMode
  readonly allowed?: string | readonly string[]
}

/** `onprediction`, as React names listeners of an element's own events. */
type InkPadListeners = {
  readonly [Name in keyof InkPadDetails as `on${Name}`]?: (event: InkPadEventMap[Name]) => void
}

/** An attribute for each string: `text-undo="Annuler"`. */
type InkPadTexts = { readonly [Name in `text-${string}`]?: string }

export type InkPadProps = DetailedHTMLProps<HTMLAttributes<InkPad>, InkPad> &
  InkPadProperties &
  InkPadListeners &
  InkPadTexts

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'ink-pad': InkPadProps
    }
  }
}
