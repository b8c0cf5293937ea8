import { expect, test } from 'vitest'
import { FrameScheduler } from './frame-scheduler.ts'
import { fakeFrames } from './testing/fake-frames.ts'

function setUp() {
  const { frames, frame, waiting } = fakeFrames()
  let runs = 0
  const scheduler = new FrameScheduler(() => runs++, frames)
  return { scheduler, frame, waiting, runs: () => runs }
}

test('work that is asked for many times before a frame is done once in it', () => {
  const { scheduler, frame, runs } = setUp()
  scheduler.schedule()
  scheduler.schedule()
  expect(runs()).toBe(0)
  frame()
  expect(runs()).toBe(1)
  frame()
  expect(runs()).toBe(1)
})

test('work done ahead is that of the next frame: what comes before it waits for the one after', () => {
  const { scheduler, frame, runs } = setUp()
  scheduler.runAhead()
  expect(runs()).toBe(1)
  scheduler.schedule()
  frame()
  expect(runs()).toBe(1)
  frame()
  expect(runs()).toBe(2)
})

test('work done ahead of a frame in which nothing more is asked for is done once', () => {
  const { scheduler, frame, waiting, runs } = setUp()
  scheduler.runAhead()
  frame()
  frame()
  expect([runs(), waiting()]).toEqual([1, 0])
})

test('work cannot run ahead twice in one frame, nor of work that waits for it', () => {
  const { scheduler, frame, runs } = setUp()
  scheduler.runAhead()
  scheduler.runAhead()
  expect(runs()).toBe(1)
  frame()
  frame()
  expect(runs()).toBe(2)
  scheduler.schedule()
  scheduler.runAhead()
  expect(runs()).toBe(2)
})

test('a cancelled scheduler waits for no frame, and works again when asked', () => {
  const { scheduler, frame, waiting, runs } = setUp()
  scheduler.runAhead()
  scheduler.schedule()
  scheduler.cancel()
  expect(waiting()).toBe(0)
  scheduler.schedule()
  frame()
  expect(runs()).toBe(2)
})
