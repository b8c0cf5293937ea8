import type { Model, Prediction } from '@edgeink/engine'
import { describe, expect, it } from 'vitest'
import type { InkSample } from '../data/index.ts'
import { scoreClasses } from './classes.ts'
import { rejection } from './doubt/rejection.ts'
import { sturdiness } from './sturdiness/sturdiness.ts'

/** Reads the x of an ink's first point as the position of a label; a negative one is no character. */
function stubModel(labels: readonly string[]): Model {
  const read = (x: number, allowed: readonly string[]): Prediction => {
    const label = labels[Math.abs(Math.round(x))]
    const said = allowed.includes(label) ? label : allowed[0]
    return { candidates: [{ label: said, probability: 1 }], rejected: x < 0 }
  }
  return {
    id: 'stub',
    version: '1.0.0',
    labels,
    views: ['trace/1'],
    kernel: 'js',
    async classify(inputs, { allowed = labels } = {}) {
      return inputs.map((input) => read('ink' in input ? input.ink![0].points[0].x : 0, allowed))
    },
    dispose() {},
  }
}

const LABELS = ['0', '1', 'O', 'a']

function sample(label: string, read: string): InkSample {
  const points = [{ x: LABELS.indexOf(read), y: 0 }]
  return { ink: [{ points }], label, source: 'unipen', writer: 'w' }
}

describe('the scores of classes', () => {
  const samples = [sample('0', '0'), sample('0', 'O'), sample('1', 'a'), sample('O', 'O')]

  it('count what is right among a class alone, and among all with look-alikes as one', async () => {
    const [digits, upper, lower, all] = await scoreClasses(stubModel(LABELS), samples)
    expect(digits).toMatchObject({ class: 'digits', count: 3 })
    // The zero that is read as O becomes the first digit where digits alone are allowed; the 1 read as a does not.
    expect([digits.restricted.correct, digits.free.correct]).toEqual([2, 2])
    expect(upper).toMatchObject({ count: 1, restricted: { correct: 1 }, free: { correct: 1 } })
    expect(lower.count).toBe(0)
    expect(all).toMatchObject({ class: 'all', count: 4, free: { correct: 3, accuracy: 0.75 } })
  })

  it('are none of a model of one class', async () => {
    expect(await scoreClasses(stubModel(['0', '1']), samples)).toEqual([])
  })
})

it('the rejection of a set is the share that the model refuses', async () => {
  const at = (x: number): InkSample => ({ ...sample('', '0'), ink: [{ points: [{ x, y: 0 }] }] })
  const sets = new Map([
    ['letters', [at(-1), at(-2), at(1), at(-1)]],
    ['none', []],
  ])
  expect(await rejection(stubModel(LABELS), sets)).toMatchObject([
    { set: 'letters', count: 4, rejected: 3, share: 0.75 },
    { set: 'none', count: 0, rejected: 0, share: 0 },
  ])
})

it('curves begin with the accuracy of the ink as it was written, and leave out what a model has no view for', async () => {
  const samples = Array.from({ length: 8 }, (_, i) => sample(i < 6 ? '1' : '0', '1'))
  const curves = await sturdiness(stubModel(LABELS), samples)
  expect(curves.map(({ change }) => change)).not.toContain('pen width')
  for (const { points } of curves) {
    expect(points[0]).toMatchObject({ count: 8, correct: 6, accuracy: 0.75 })
  }
})
