/** What compiles in React's JSX with `edgeink/element/react`, and what must not. Never run. */
import type { Candidate } from 'edgeink'
import type { InkPad, PadState } from 'edgeink/element'
import type {} from 'edgeink/element/react'
import { createRef } from 'react'

const show = (candidates: readonly Candidate[]) => candidates.length
const follow = (state: PadState) => state

export const complete = (
  <label>
    Digit
    <ink-pad
      ref={createRef<InkPad>()}
      name="digit"
      model="digits"
      endpoint="/classify"
      mode="auto"
      allowed={['0', '1']}
      topK={5}
      label="Digit"
      value="7"
      required
      disabled={false}
      readOnly
      strings={{ undo: 'Annuler' }}
      text-clear="Effacer"
      className="field"
      onInput={(event) => event.currentTarget.value.at(0)}
      onChange={(event) => event.currentTarget.candidates.length}
      onprediction={({ detail }) => show(detail.recognition.candidates)}
      onstatechange={({ detail }) => follow(detail.state)}
      onstrokestart={({ detail }) => detail.pointerType.length}
      onstroke={({ detail }) => detail.stroke.points.length}
      onerror={({ detail }) => detail.error}
    >
      <button slot="buttons" type="button" data-action="clear">
        Clear
      </button>
    </ink-pad>
  </label>
)

// @ts-expect-error there is no such mode
export const wrongMode = <ink-pad mode="cloud" />

// @ts-expect-error a number of candidates is a number
export const wrongTopK = <ink-pad topK="many" />

// @ts-expect-error there is no such string
export const wrongString = <ink-pad strings={{ delete: 'Löschen' }} />

// @ts-expect-error the event has no such detail
export const wrongDetail = <ink-pad onstroke={({ detail }) => detail.recognition} />

const element = document.createElement('ink-pad')
element.addEventListener('prediction', ({ detail }) => show(detail.recognition.candidates))
element.addEventListener('statechange', ({ detail }) => follow(detail.previous))
element.addEventListener('input', (event) => event.timeStamp)
document.querySelector('ink-pad')?.setCustomValidity('')
document.body.append(element)

// @ts-expect-error the event has no such detail
element.addEventListener('error', ({ detail }) => detail.message)
