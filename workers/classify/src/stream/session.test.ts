import {
  type ClassifyInput,
  LIMITS,
  STREAM_CLOSE,
  type StreamServerMessage,
} from '@edgeink/protocol'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createModelStore, type LoadModel, type ServedModel } from '../model-store.ts'
import { StreamSession } from './session.ts'

const IDLE = 60_000

/** Answers the number of points that it sees as a label, when it is let to. */
function setup({ load, isHeld = false }: { load?: LoadModel; isHeld?: boolean } = {}) {
  const seen: number[] = []
  const wasPartial: (boolean | undefined)[] = []
  const held: (() => void)[] = []
  const model: ServedModel = {
    id: 'digits',
    version: '1.0.0',
    kernel: 'js',
    labels: ['0', '1'],
    classify: async (inputs, { isPartial }) => {
      const count = countPoints(inputs[0])
      seen.push(count)
      wasPartial.push(isPartial)
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve))
      return [{ candidates: [{ label: `${count}`, probability: 0.9 }], rejected: false }]
    },
  }
  const sent: StreamServerMessage[] = []
  const close = vi.fn()
  const log = vi.fn()
  const onAnswer = vi.fn()
  const session = new StreamSession({
    models: createModelStore({ digits: { manifest: {}, files: {} } }, load ?? (async () => model)),
    peer: { send: (message) => sent.push(message), close },
    log,
    idleTimeout: IDLE,
    onAnswer,
  })
  const tell = (message: unknown) => session.receive(JSON.stringify(message))
  const points = (sequence: number, stroke = 0, count = 1) =>
    tell({ type: 'points', sequence, stroke, points: new Array(count).fill([sequence, 0]) })
  const open = async () => {
    tell({ type: 'open' })
    await settle()
  }
  const predictions = () =>
    sent.flatMap((m) => (m.type === 'prediction' ? [[m.sequence, m.candidates[0]?.label]] : []))
  const errors = () => sent.flatMap((m) => (m.type === 'error' ? [m] : []))
  return {
    session,
    sent,
    seen,
    wasPartial,
    held,
    close,
    log,
    onAnswer,
    tell,
    points,
    open,
    predictions,
    errors,
  }
}

function countPoints(input: ClassifyInput): number {
  return 'ink' in input ? input.ink.reduce((sum, { points }) => sum + points.length, 0) : 0
}

const settle = () => vi.advanceTimersByTimeAsync(1)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a conversation', () => {
  it('begins with open, which tells what the client has to know', async () => {
    const { open, sent } = setup()
    await open()
    expect(sent).toEqual([
      {
        type: 'opened',
        model: { id: 'digits', version: '1.0.0' },
        labels: ['0', '1'],
        window: LIMITS.stream.window,
        idleTimeout: IDLE,
        pen: true,
      },
    ])
  })

  it('answers each change with a prediction of the ink so far', async () => {
    const { open, points, tell, predictions, onAnswer } = setup()
    await open()
    for (const change of [
      () => points(1, 0, 2),
      () => points(2, 0, 3),
      () => points(3, 1, 1),
      () => tell({ type: 'undo', sequence: 4 }),
    ]) {
      change()
      await settle()
    }
    expect(predictions()).toEqual([
      [1, '2'],
      [2, '5'],
      [3, '6'],
      [4, '5'],
    ])
    expect(onAnswer).toHaveBeenCalledTimes(4)
  })

  it('reads ink as partial from when the pen touches until it is lifted', async () => {
    const { open, points, tell, predictions, wasPartial } = setup()
    await open()
    tell({ type: 'pen', sequence: 1, isDown: true })
    points(2)
    await settle()
    points(3)
    await settle()
    tell({ type: 'pen', sequence: 4, isDown: false })
    await settle()
    expect(predictions()).toEqual([
      [2, '1'],
      [3, '2'],
      [4, '2'],
    ])
    expect(wasPartial).toEqual([true, true, false])
  })

  it('answers an empty ink with no candidates, and does not ask the model', async () => {
    const { open, points, tell, sent, seen } = setup()
    await open()
    points(1)
    await settle()
    tell({ type: 'clear', sequence: 2 })
    await settle()
    tell({ type: 'undo', sequence: 3 })
    await settle()
    expect(sent.slice(2)).toEqual([
      { type: 'prediction', sequence: 2, candidates: [], rejected: true },
      { type: 'prediction', sequence: 3, candidates: [], rejected: true },
    ])
    expect(seen).toEqual([1])
  })

  it('takes ink while the model is loading, and reads it then', async () => {
    const { tell, points, predictions } = setup()
    tell({ type: 'open' })
    points(1)
    points(2)
    await settle()
    expect(predictions()).toEqual([[2, '2']])
  })
})

describe('back-pressure', () => {
  it('has one classification under way, and the newest state next', async () => {
    const { open, points, held, seen, predictions } = setup({ isHeld: true })
    await open()
    points(1)
    await settle()
    for (let sequence = 2; sequence <= 50; sequence++) points(sequence)
    await settle()
    expect(seen).toEqual([1])
    held.shift()!()
    await settle()
    held.shift()!()
    await settle()
    expect(seen).toEqual([1, 50])
    expect(predictions()).toEqual([
      [1, '1'],
      [50, '50'],
    ])
  })

  it('reads messages that came together as one state', async () => {
    const { open, points, predictions } = setup()
    await open()
    for (let sequence = 1; sequence <= 10; sequence++) points(sequence)
    await settle()
    expect(predictions()).toEqual([[10, '10']])
  })

  it('keeps no more predictions on the way than the window, and goes on when one has arrived', async () => {
    const { open, points, tell, predictions } = setup()
    const { window } = LIMITS.stream
    await open()
    for (let sequence = 1; sequence <= window + 5; sequence++) {
      points(sequence)
      await settle()
    }
    expect(predictions()).toHaveLength(window)
    tell({ type: 'ack', sequence: 1 })
    await settle()
    expect(predictions().at(-1)).toEqual([window + 5, `${window + 5}`])
    expect(predictions()).toHaveLength(window + 1)
  })
})

describe('a message that is wrong', () => {
  it.each([
    [{ type: 'points', sequence: 9, stroke: 2, points: [[1, 2]] }, '/stroke'],
    [{ type: 'points', sequence: 1, stroke: 0, points: [[1, 2]] }, '/sequence'],
    [{ type: 'points', sequence: 9, stroke: 0, points: [[1]] }, '/points/0'],
    [{ type: 'open' }, '/type'],
    [{ type: 'shout' }, '/type'],
  ])('is refused with its place, and the ink stays: %j', async (message, path) => {
    const { open, points, tell, errors, predictions, close } = setup()
    await open()
    points(1)
    await settle()
    tell(message)
    expect(errors()).toEqual([
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'invalid-request',
          errors: [expect.objectContaining({ path })],
        }),
      }),
    ])
    points(10)
    await settle()
    expect(predictions().at(-1)).toEqual([10, '2'])
    expect(close).not.toHaveBeenCalled()
  })

  it('names the change that was refused', async () => {
    const { open, points, errors } = setup()
    await open()
    points(7, 5)
    expect(errors()[0].sequence).toBe(7)
  })

  it('cannot make the ink larger than an ink may be', async () => {
    const { open, points, errors, predictions } = setup()
    await open()
    for (let sequence = 1; sequence <= 4; sequence++) points(sequence, 0, LIMITS.points / 4)
    points(5, 1, 1)
    await settle()
    expect(errors()[0].problem.errors).toMatchObject([{ path: '/points', limit: LIMITS.points }])
    expect(predictions()).toEqual([[4, `${LIMITS.points}`]])
  })

  it('ends the conversation when it is the tenth', async () => {
    const { open, tell, errors, close } = setup()
    await open()
    for (let i = 0; i < 20; i++) tell({ type: 'undo', sequence: -1 })
    expect(errors()).toHaveLength(LIMITS.stream.errors)
    expect(close).toHaveBeenCalledExactlyOnceWith(STREAM_CLOSE.badMessages, expect.any(String))
  })

  it.each<[string, unknown, number]>([
    ['not JSON', '{"type"', STREAM_CLOSE.badMessages],
    ['not text', new ArrayBuffer(3), STREAM_CLOSE.badMessages],
    ['too large', ' '.repeat(LIMITS.stream.messageBytes + 1), STREAM_CLOSE.tooLarge],
  ])('ends the conversation when it is %s', (_, data, code) => {
    const { session, close } = setup()
    session.receive(data)
    expect(close).toHaveBeenCalledExactlyOnceWith(code, expect.any(String))
    session.receive('{"type":"open"}')
    expect(close).toHaveBeenCalledTimes(1)
  })
})

describe('a model that does not come', () => {
  it('is named, and may be asked for again', async () => {
    const { tell, errors, points, sent, log } = setup()
    points(1)
    expect(errors()[0].problem.errors?.[0].path).toBe('/type')
    tell({ type: 'open', model: 'runes' })
    await settle()
    expect(errors()[1].problem.code).toBe('unknown-model')
    tell({ type: 'open', allowed: ['1', 'x'] })
    await settle()
    expect(errors()[2].problem.errors?.[0].path).toBe('/allowed/1')
    tell({ type: 'open' })
    await settle()
    expect(sent.at(-1)?.type).toBe('opened')
    expect(log).not.toHaveBeenCalled()
  })

  it('is 503 to the client, and logged', async () => {
    const cause = new Error('checksum of /secret')
    const { open, errors, log } = setup({ load: () => Promise.reject(cause) })
    await open()
    expect(errors()[0].problem).toMatchObject({ status: 503, code: 'model-unavailable' })
    expect(JSON.stringify(errors())).not.toContain('secret')
    expect(log).toHaveBeenCalledWith('model digits could not be loaded', cause)
  })

  it('that fails as nobody foresaw ends the conversation without a word of it', async () => {
    const model = { id: 'digits', version: '1.0.0', kernel: 'js', labels: ['0'] }
    const classify = () => Promise.reject(new TypeError('secret'))
    const { open, points, sent, close } = setup({ load: async () => ({ ...model, classify }) })
    await open()
    points(1)
    await settle()
    expect(close).toHaveBeenCalledExactlyOnceWith(STREAM_CLOSE.internalError, expect.any(String))
    expect(JSON.stringify([sent, close.mock.calls])).not.toContain('secret')
  })
})

describe('silence', () => {
  it('ends the conversation after the idle timeout, counted from the last message', async () => {
    const { open, points, close } = setup()
    await open()
    await vi.advanceTimersByTimeAsync(IDLE - 10)
    points(1)
    await vi.advanceTimersByTimeAsync(IDLE - 10)
    expect(close).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(20)
    expect(close).toHaveBeenCalledExactlyOnceWith(STREAM_CLOSE.idle, expect.any(String))
  })

  it('after the client has gone leaves nothing behind', async () => {
    const { session, open, points, sent, close } = setup()
    await open()
    points(1)
    session.dispose()
    await vi.advanceTimersByTimeAsync(2 * IDLE)
    expect(vi.getTimerCount()).toBe(0)
    expect(sent).toHaveLength(1)
    expect(close).not.toHaveBeenCalled()
  })
})

describe('a client that hung up unnoticed', () => {
  it('ends the session quietly', async () => {
    const { session, tell, sent, log } = setup()
    vi.spyOn(sent, 'push').mockImplementation(() => {
      throw new TypeError('the socket is closed')
    })
    tell({ type: 'open' })
    await settle()
    expect(vi.getTimerCount()).toBe(0)
    expect(log).not.toHaveBeenCalled()
    session.dispose()
  })
})

describe('whatever a client sends', () => {
  it('never makes the session throw, and it sends only messages of the protocol', async () => {
    const type = fc.constantFrom('open', 'points', 'undo', 'clear', 'ack', 'x')
    const message = fc.record(
      {
        type,
        sequence: fc.oneof(fc.nat({ max: 20 }), fc.jsonValue()),
        stroke: fc.nat({ max: 3 }),
        points: fc.oneof(
          fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1 }),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ['type'] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(message, fc.jsonValue()), { maxLength: 30 }),
        async (all) => {
          const { session, tell, sent } = setup()
          tell({ type: 'open' })
          for (const one of all) tell(one)
          await settle()
          for (const { type } of sent) expect(['opened', 'prediction', 'error']).toContain(type)
          session.dispose()
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })
})
