import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EpochRecord } from '../loop/history.ts'
import type { StepReport } from '../loop/train.ts'
import { createProgress, formatDuration } from './progress.ts'

const report = (changes: Partial<StepReport> = {}): StepReport => ({
  epoch: 1,
  epochs: 2,
  step: 1,
  steps: 100,
  loss: 2.25,
  learningRate: 1e-3,
  seconds: 1,
  ...changes,
})
const record: EpochRecord = {
  epoch: 1,
  loss: 0.5,
  trainAccuracy: 0.75,
  gradientNorm: 1,
  learningRate: 1e-3,
  validationLoss: 0.4,
  validationAccuracy: 0.9,
  validation: { mnist: { count: 10, correct: 9, accuracy: 0.9 } },
  seconds: 80,
}
const EPOCH_LINE =
  'epoch 1: loss 0.5000, training 75.00 %, validation mnist 90.00 % of 10, 1 min 20 s\n'

/** A stream that keeps what is written, as a terminal or not. */
function openStream(isTTY: boolean) {
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  const out = Object.assign(stream, { isTTY, columns: 120 }) as unknown as NodeJS.WriteStream
  return { out, text: () => written.join('') }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('progress where there is no terminal', () => {
  it('is a line every half minute, with epoch, step, loss, learning rate and the time left', () => {
    const { out, text } = openStream(false)
    const progress = createProgress(out)
    for (let step = 1; step <= 40; step++) {
      vi.advanceTimersByTime(1000)
      progress.step(report({ step }))
    }
    // A second a step: 70 steps are left of this epoch and 100 of the next.
    expect(text()).toBe('epoch 1/2 step 30/100 loss 2.2500 lr 1.00e-3 left 2 min 50 s\n')
  })

  it('is a line for every epoch, by source', () => {
    const { out, text } = openStream(false)
    createProgress(out).epoch(record)
    expect(text()).toBe(EPOCH_LINE)
  })
})

describe('progress on a terminal', () => {
  it('is a bar that ends with the line of its epoch', () => {
    const { out, text } = openStream(true)
    const progress = createProgress(out)
    progress.step(report({ step: 50 }))
    vi.advanceTimersByTime(1000)
    progress.epoch(record)
    progress.stop()
    expect(text()).toContain('epoch 1/2 [')
    expect(text()).toContain('step 50/100  loss 2.2500  lr 1.00e-3  left')
    expect(text()).toContain(EPOCH_LINE)
  })

  it('leaves nothing running when it is stopped', () => {
    const { out } = openStream(true)
    const progress = createProgress(out)
    progress.stop()
    progress.step(report())
    progress.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

it.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [200, '3 min 20 s'],
  [3599.7, '1 h 00 min'],
  [3725, '1 h 02 min'],
])('writes %f seconds as %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected)
})
