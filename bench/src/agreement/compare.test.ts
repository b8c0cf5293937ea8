import { expect, test } from 'vitest'
import { compareLogits } from './compare.ts'

test('equal logits agree everywhere and have no error', () => {
  const logits = [3, 1, 0, 0, 1, 3]
  expect(compareLogits(logits, logits, [0, 1])).toEqual({
    count: 2,
    sameArgmax: 2,
    correct: 1,
    referenceCorrect: 1,
    maxProbabilityError: 0,
  })
})

test('a changed answer is counted, with the difference it made to the probabilities', () => {
  const result = compareLogits([0, Math.log(3)], [Math.log(3), 0], [0])
  expect(result).toMatchObject({ sameArgmax: 0, correct: 0, referenceCorrect: 1 })
  expect(result.maxProbabilityError).toBeCloseTo(0.5, 12)
})
