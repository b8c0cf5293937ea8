import type { InkPad } from 'edgeink/element'
import type {} from 'edgeink/element/react'
import { type FormEvent, useRef, useState } from 'react'
import { createSum, ROUNDS } from './sums.ts'

/** Sums whose answers are written by hand. */
export function App() {
  const pad = useRef<InkPad>(null)
  const [round, setRound] = useState(0)
  const [right, setRight] = useState(0)
  const [answer, setAnswer] = useState('')
  const [reading, setReading] = useState('Your ink is read while you write.')
  const { left, added, result } = createSum(round)
  const isRight = answer === String(result)
  const isOver = round === ROUNDS

  function next(event: FormEvent) {
    event.preventDefault()
    if (isRight) setRight(right + 1)
    setRound(round + 1)
    setAnswer('')
    pad.current?.focus()
  }

  if (isOver) {
    return (
      <section className="over" aria-live="polite">
        <h1>{right === ROUNDS ? 'All of them right!' : `${right} of ${ROUNDS} right.`}</h1>
        <button
          type="button"
          className="primary"
          onClick={() => {
            setRound(0)
            setRight(0)
          }}
        >
          Once more
        </button>
      </section>
    )
  }

  return (
    <form className="sum" onSubmit={next}>
      <header>
        <p className="round">
          Sum {round + 1} of {ROUNDS}
        </p>
        <h1>
          <label htmlFor="answer">
            {left} + {added} =
          </label>{' '}
          <span className={isRight ? 'answer right' : 'answer'}>{answer || '?'}</span>
        </h1>
        <p className="lead" data-testid="reading">
          {reading}
        </p>
      </header>
      <ink-pad
        ref={pad}
        id="answer"
        name="answer"
        model="digits"
        endpoint="/classify"
        allowed="0123456789"
        required
        value={answer}
        onInput={(event) => setAnswer(event.currentTarget.value)}
        onprediction={({ detail: { recognition } }) => {
          const [{ label, probability }] = recognition.candidates
          const percent = Math.floor(100 * probability)
          setReading(`${percent} % sure of ${label}, ${whereOf(recognition.source)}.`)
        }}
        onerror={({ detail }) => setReading(String(detail.error))}
      />
      <button type="submit" className="primary">
        {isRight ? 'Right! Next one' : 'Next'}
      </button>
    </form>
  )
}

function whereOf(source: 'device' | 'edge'): string {
  return source === 'device' ? 'on this device' : 'at the edge'
}
