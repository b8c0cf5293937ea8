import { describe, expect, it } from 'vitest'
import type { InkSample, RasterSample } from '../data/index.ts'
import type { Answer } from './predict.ts'
import { score } from './score.ts'
import { wilsonInterval } from './wilson.ts'

const answer = (label: number, predicted: number, more: Partial<Answer> = {}): Answer => ({
  label,
  predicted,
  confidence: 0.9,
  probability: label === predicted ? 0.9 : 0.05,
  rejected: false,
  ...more,
})
const ink = (writer: string, contributor?: string): InkSample => ({
  ink: [],
  label: '0',
  source: 'unipen',
  writer,
  contributor,
})
const image: RasterSample = { raster: new Uint8Array(784), label: '0', source: 'mnist' }

describe('a score', () => {
  it('counts right, wrong and rejected answers, and confuses in order true, predicted', () => {
    const answers = [answer(0, 0), answer(0, 1, { rejected: true }), answer(1, 1), answer(1, 1)]
    const { count, correct, errors, accuracy, rejected, interval, confusion } = score(
      answers.map(() => image),
      answers,
      2,
    )
    expect({ count, correct, errors, accuracy, rejected }).toEqual({
      count: 4,
      correct: 3,
      errors: 1,
      accuracy: 0.75,
      rejected: 1,
    })
    expect(interval).toEqual(wilsonInterval(3, 4))
    expect(confusion).toEqual([
      [1, 1],
      [0, 2],
    ])
  })

  it('has the mean cross entropy of the true labels, finite even for a probability of zero', () => {
    const answers = [answer(0, 0, { probability: 0.5 }), answer(0, 0, { probability: 0.25 })]
    expect(score([image, image], answers, 2).loss).toBeCloseTo((3 * Math.log(2)) / 2, 12)
    expect(score([image], [answer(0, 1, { probability: 0 })], 2).loss).toBeLessThan(100)
  })

  it('says nothing of writers where there are only images', () => {
    const { writerCount, worstWriters, contributors } = score([image], [answer(0, 0)], 1)
    expect([writerCount, worstWriters, contributors]).toEqual([undefined, undefined, undefined])
  })

  it('groups ink by contributor in alphabetical order, and puts the worst writer first', () => {
    const samples = [ink('unipen/b/x', 'b'), ink('unipen/a/Jane_Doe', 'a'), ink('unipen/a/z', 'a')]
    const result = score(samples, [answer(0, 0), answer(0, 1), answer(0, 0)], 2)
    expect(result.contributors?.map(({ name, correct, count }) => [name, correct, count])).toEqual([
      ['a', 1, 2],
      ['b', 1, 1],
    ])
    expect(result.writerCount).toBe(3)
    expect(result.worstWriters?.[0]).toMatchObject({ count: 1, correct: 0 })
  })

  it('calls writers by a pseudonym that keeps the contributor', () => {
    const result = score([ink('unipen/a/Jane_Doe', 'a')], [answer(0, 0)], 1)
    expect(result.worstWriters?.[0].name).toMatch(/^unipen\/a\/[0-9a-f]{8}$/)
  })

  it('needs no list of contributors where there is one', () => {
    const result = score([ink('pendigits/1'), ink('pendigits/2')], [answer(0, 0), answer(0, 0)], 1)
    expect(result.contributors).toBeUndefined()
    expect(result.writerCount).toBe(2)
  })
})
