import type { Ink } from '@edgeink/ink'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EdgeUnreachableError } from '../errors.ts'
import type { Recognition, Recognizer } from '../recognizer/recognizer.ts'
import { createInkSession } from './ink-session.ts'

const RECOGNITION: Recognition = {
  candidates: [{ label: '7', probability: 1 }],
  rejected: false,
  model: { id: 'digits', version: '1.0.0' },
  source: 'edge',
  duration: 1,
}

beforeEach(() => {
  vi.useFakeTimers()
  // Pauses of their full length.
  vi.spyOn(Math, 'random').mockReturnValue(1)
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A pad with ink on it, and a recognizer that fails as long as there is an `error`. */
function setUp(error: unknown = new EdgeUnreachableError('https://edge.example')) {
  const state: { error: unknown } = { error }
  const recognize = vi.fn(async () => {
    if (state.error) throw state.error
    return RECOGNITION
  })
  const recognizer: Recognizer = { recognize, dispose: () => {} }
  const ink: Ink = [{ points: [{ x: 1, y: 2 }] }]
  const pad = Object.assign(new EventTarget(), { ink, isDrawing: false })
  const frames = {
    request: (callback: () => void) => Number(setTimeout(callback, 16)),
    cancel: (handle: number) => clearTimeout(handle),
  }
  const session = createInkSession({ capture: pad, recognizer, frames })
  const events: string[] = []
  session.addEventListener('prediction', () => events.push('prediction'))
  session.addEventListener('error', ({ detail }) => events.push((detail.error as Error).name))
  return { state, recognize, pad, session, events }
}

test('recognition comes back by itself, without new ink, and the failure is told once', async () => {
  const { state, session, events } = setUp()
  session.refresh()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(events).toEqual(['EdgeUnreachableError'])
  state.error = undefined
  await vi.advanceTimersByTimeAsync(31_000)
  expect(events).toEqual(['EdgeUnreachableError', 'prediction'])
  expect(vi.getTimerCount()).toBe(0)
})

test('another failure on the way is told too', async () => {
  const { state, session, events } = setUp()
  session.refresh()
  await vi.advanceTimersByTimeAsync(100)
  state.error = new TypeError('something else')
  await vi.advanceTimersByTimeAsync(31_000)
  expect(events).toEqual(['EdgeUnreachableError', 'TypeError'])
})

test('when the network comes back it is tried at once', async () => {
  const network = new EventTarget()
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network))
  const { state, session, events, recognize } = setUp()
  session.refresh()
  await vi.advanceTimersByTimeAsync(16)
  expect(recognize).toHaveBeenCalledTimes(1)
  state.error = undefined
  network.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(16)
  expect(events).toEqual(['EdgeUnreachableError', 'prediction'])
})

test('ink that is being drawn is not asked about frame by frame while everything fails', async () => {
  const { session, pad, recognize } = setUp()
  session.refresh()
  await vi.advanceTimersByTimeAsync(1_100)
  expect(recognize).toHaveBeenCalledTimes(2)
  pad.isDrawing = true
  for (let i = 0; i < 60; i++) {
    pad.dispatchEvent(new CustomEvent('ink', { detail: {} }))
    await vi.advanceTimersByTimeAsync(16)
  }
  expect(recognize).toHaveBeenCalledTimes(2)
})

test('a fault of the ink itself is not asked about again', async () => {
  const { session, recognize } = setUp(Object.assign(new Error('NaN'), { code: 'INK_NOT_FINITE' }))
  session.refresh()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(recognize).toHaveBeenCalledTimes(1)
})

test('disposing leaves no timer behind', async () => {
  const { session } = setUp()
  session.refresh()
  await vi.advanceTimersByTimeAsync(100)
  session.dispose()
  expect(vi.getTimerCount()).toBe(0)
})
