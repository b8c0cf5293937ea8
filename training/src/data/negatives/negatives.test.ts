import { bounds, rasterize, trace } from '@edgeink/ink'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import type { InkSample } from '../samples.ts'
import { looksLike } from './look-alikes.ts'
import { negativeSets } from './negatives.ts'
import { HELD_OUT_SCRIBBLES, SCRIBBLES } from './scribbles.ts'

const letter = (label: string): InkSample => ({
  ink: [{ points: [{ x: 0, y: 0 }] }],
  label,
  source: 'unipen',
  writer: 'unipen/apa/1',
})
const LETTERS = [...'AaOoIl7'].map(letter)
const SPLIT = { train: LETTERS, validation: LETTERS, test: LETTERS }
const DIGITS = [...'0123456789']

describe('negatives', () => {
  it('of a model of digits are the letters that look like none', () => {
    const letters = negativeSets('train', DIGITS, SPLIT).get('letters')!
    expect(letters).toHaveLength(2)
    expect(letters.every(({ label, source }) => label === '' && source === 'negatives')).toBe(true)
  })

  it('of a model that knows all letters are scribbles alone', () => {
    const sets = negativeSets('test', [...DIGITS, ...'AaOoIl'], SPLIT)
    expect([...sets.keys()]).toEqual(Object.keys(SCRIBBLES).map((kind) => `scribble/${kind}`))
  })

  it('keep some kinds of scribbles from training', () => {
    const kinds = [...negativeSets('train', DIGITS, SPLIT).keys()]
    for (const kind of HELD_OUT_SCRIBBLES) expect(kinds).not.toContain(`scribble/${kind}`)
  })

  it('are the same each time, and others in each part', () => {
    const draw = (part: 'train' | 'test') => negativeSets(part, DIGITS, SPLIT).get('scribble/walk')!
    expect(draw('test')).toEqual(draw('test'))
    expect(draw('train')[0].ink).not.toEqual(draw('test')[0].ink)
  })
})

describe('a scribble', () => {
  it.each(Object.entries(SCRIBBLES))('%s is an ink that both views can show', (_, draw) => {
    const random = createRandom(1)
    for (let i = 0; i < 50; i++) {
      const ink = draw(random)
      expect(Number.isFinite(bounds(ink).width)).toBe(true)
      expect(rasterize(ink).every(Number.isFinite)).toBe(true)
      expect(trace(ink).every(Number.isFinite)).toBe(true)
    }
  })
})

it('labels look alike within their group, and like themselves', () => {
  expect(looksLike('0', 'o')).toBe(true)
  expect(looksLike('c', 'C')).toBe(true)
  expect(looksLike('a', 'a')).toBe(true)
  expect(looksLike('a', 'A')).toBe(false)
  expect(looksLike('0', '1')).toBe(false)
})
