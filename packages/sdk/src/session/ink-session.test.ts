import type { Ink } from '@edgeink/ink'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Recognition, RecognizeOptions, Recognizer } from '../recognizer/recognizer.ts'
import { fakeFrames } from '../testing/fake-frames.ts'
import { createInkSession } from './ink-session.ts'

const recognitionOf = (label: string): Recognition => ({
  candidates: [{ label, probability: 1 }],
  rejected: false,
  model: { id: 'digits', version: '1.0.0' },
  source: 'device',
  duration: 1,
})

/** A pad on which a test writes. */
class FakePad extends EventTarget {
  ink: Ink = []
  isDrawing = false

  /** The pen touches the pad. */
  touch(x: number): void {
    this.dispatchEvent(new CustomEvent('strokestart', { detail: {} }))
    this.write(x)
  }

  write(x: number): void {
    this.isDrawing = true
    this.ink = [{ points: [...(this.ink[0]?.points ?? []), { x, y: 0 }] }]
    this.dispatchEvent(new CustomEvent('ink', { detail: {} }))
  }

  change(ink: Ink): void {
    this.isDrawing = false
    this.ink = ink
    this.dispatchEvent(new CustomEvent('change', { detail: {} }))
  }
}

/** Answers when the test says so. */
class FakeRecognizer implements Recognizer {
  readonly asked: {
    ink: Ink
    signal: AbortSignal
    isPartial?: boolean
    answer: PromiseWithResolvers<Recognition>
  }[] = []

  recognize(ink: Ink, { signal, isPartial }: RecognizeOptions = {}): Promise<Recognition> {
    const answer = Promise.withResolvers<Recognition>()
    this.asked.push({ ink, signal: signal!, isPartial, answer })
    return answer.promise
  }

  dispose(): void {}
}

function setUp() {
  const pad = new FakePad()
  const recognizer = new FakeRecognizer()
  const { frames, frame: nextFrame, waiting } = fakeFrames()
  const session = createInkSession({ capture: pad, recognizer, frames })
  const events: string[] = []
  session.addEventListener('prediction', ({ detail }) => {
    events.push(detail.recognition.candidates[0].label)
  })
  session.addEventListener('empty', () => events.push('empty'))
  session.addEventListener('error', ({ detail }) => events.push(String(detail.error)))
  const frame = async () => {
    nextFrame()
    await settled()
  }
  const answer = async (i: number, label: string) => {
    recognizer.asked[i].answer.resolve(recognitionOf(label))
    await settled()
  }
  return { pad, recognizer, session, events, frame, answer, waiting }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve))

test('ink that arrives several times in a frame is recognised once, with all of it', async () => {
  const { pad, recognizer, frame } = setUp()
  pad.write(1)
  pad.write(2)
  pad.write(3)
  expect(recognizer.asked).toHaveLength(0)
  await frame()
  expect(recognizer.asked).toHaveLength(1)
  expect(recognizer.asked[0].ink[0].points).toHaveLength(3)
})

test('ink is partial while the pen is down, and asked about again as finished once it is lifted', async () => {
  const { pad, recognizer, frame, answer } = setUp()
  pad.write(1)
  await frame()
  await answer(0, '1')
  pad.change(pad.ink)
  await frame()
  expect(recognizer.asked.map(({ isPartial }) => isPartial)).toEqual([true, false])
  expect(recognizer.asked[1].ink).toEqual(recognizer.asked[0].ink)
})

test('the touch of the pen is recognised at once, and not again in its frame', async () => {
  const { pad, recognizer, events, frame, answer } = setUp()
  pad.touch(1)
  expect(recognizer.asked).toHaveLength(1)
  await answer(0, 'touch')
  pad.write(2)
  await frame()
  expect(recognizer.asked).toHaveLength(1)
  await frame()
  expect(recognizer.asked[1].ink[0].points).toHaveLength(2)
  await answer(1, 'line')
  expect(events).toEqual(['touch', 'line'])
})

test('whatever comes in whatever order, no frame has two predictions and the last is of all ink', async () => {
  const action = fc.constantFrom('touch', 'write', 'frame')
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 15 }), async (actions) => {
      const { pad, recognizer, frame, answer } = setUp()
      let points = 0
      let askedInFrame = 0
      const step = async (next: 'touch' | 'write' | 'frame') => {
        const before = recognizer.asked.length
        if (next === 'frame') {
          // What runs in the frame itself is of this frame, and what ran ahead of it was of this one too.
          await frame()
        } else {
          pad[next](points++)
        }
        const asked = recognizer.asked.length - before
        for (let i = before; i < recognizer.asked.length; i++) await answer(i, 'x')
        askedInFrame += asked
        expect(askedInFrame).toBeLessThanOrEqual(1)
        if (next === 'frame') askedInFrame = 0
      }
      for (const next of actions) await step(next)
      await step('frame')
      await step('frame')
      expect(recognizer.asked.at(-1)?.ink[0].points.length ?? 0).toBe(points)
    }),
    { numRuns: 30 },
  )
})

test('every frame in which ink arrived has its prediction', async () => {
  const { pad, events, frame, answer } = setUp()
  for (const i of [0, 1, 2]) {
    pad.write(i)
    await frame()
    await answer(i, `${i}`)
  }
  expect(events).toEqual(['0', '1', '2'])
})

test('a frame without ink asks nothing', async () => {
  const { pad, recognizer, frame, answer } = setUp()
  pad.write(1)
  await frame()
  await answer(0, '1')
  await frame()
  expect(recognizer.asked).toHaveLength(1)
})

test('a slow answer is shown, and what was written meanwhile is asked next, once', async () => {
  const { pad, recognizer, events, frame, answer } = setUp()
  pad.write(1)
  await frame()
  pad.write(2)
  await frame()
  pad.write(3)
  await frame()
  expect(recognizer.asked).toHaveLength(1)
  await answer(0, 'partial')
  await frame()
  expect(recognizer.asked).toHaveLength(2)
  expect(recognizer.asked[1].ink[0].points).toHaveLength(3)
  await answer(1, 'whole')
  await frame()
  expect(events).toEqual(['partial', 'whole'])
  expect(recognizer.asked).toHaveLength(2)
})

test('a finished stroke does not wait: the request under way is aborted and its answer dropped', async () => {
  const { pad, recognizer, events, frame, answer } = setUp()
  pad.write(1)
  await frame()
  pad.change([{ points: [{ x: 1, y: 1 }] }])
  expect(recognizer.asked[0].signal.aborted).toBe(true)
  await frame()
  await answer(1, 'new')
  await answer(0, 'old')
  expect(events).toEqual(['new'])
})

test('an empty pad gives no prediction, and an answer that comes late is dropped', async () => {
  const { pad, events, frame, answer } = setUp()
  pad.write(1)
  await frame()
  pad.change([])
  await frame()
  await answer(0, '1')
  expect(events).toEqual(['empty'])
})

test('an error is told, and the next ink is recognised all the same', async () => {
  const { pad, recognizer, events, frame, answer } = setUp()
  pad.write(1)
  await frame()
  recognizer.asked[0].answer.reject(new Error('down'))
  await settled()
  pad.write(2)
  await frame()
  await answer(1, '2')
  expect(events).toEqual(['Error: down', '2'])
})

test('an error of a request that was given up is not told', async () => {
  const { pad, recognizer, events, frame } = setUp()
  pad.write(1)
  await frame()
  pad.change([{ points: [{ x: 1, y: 1 }] }])
  recognizer.asked[0].answer.reject(new DOMException('', 'AbortError'))
  await settled()
  expect(events).toEqual([])
})

test('a change of recognizer asks the new one about the same ink, and drops the answer of the old', async () => {
  const { pad, session, events, frame, answer } = setUp()
  pad.write(1)
  await frame()
  const other = new FakeRecognizer()
  session.recognizer = other
  await frame()
  other.asked[0].answer.resolve(recognitionOf('edge'))
  await answer(0, 'device')
  expect(events).toEqual(['edge'])
})

test('a disposed session neither listens nor answers', async () => {
  const { pad, recognizer, session, events, frame, answer, waiting } = setUp()
  pad.write(1)
  await frame()
  pad.write(2)
  session.dispose()
  session.dispose()
  expect(recognizer.asked[0].signal.aborted).toBe(true)
  expect(waiting()).toBe(0)
  pad.write(3)
  session.refresh()
  await frame()
  await answer(0, '1')
  expect(recognizer.asked).toHaveLength(1)
  expect(events).toEqual([])
})
