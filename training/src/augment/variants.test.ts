import { bounds, type Ink } from '@edgeink/ink'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { writeVariant } from './variants.ts'

const OVAL: Ink = [
  {
    points: Array.from({ length: 20 }, (_, i) => ({
      x: 50 + 20 * Math.cos(i / 3),
      y: 80 + 40 * Math.sin(i / 3),
    })),
  },
]

function draw(label: string): Ink[] {
  return Array.from({ length: 1000 }, (_, seed) => writeVariant(OVAL, label, createRandom(seed)))
}

describe('a variant', () => {
  it.each(['0', '7', 'z'])(
    'of %s has one more stroke now and then, within a little of its box',
    (label) => {
      const changed = draw(label).filter((ink) => ink !== OVAL)
      expect(changed.length).toBeGreaterThan(30)
      expect(changed.length).toBeLessThan(100)
      const box = bounds(OVAL)
      for (const ink of changed) {
        expect(ink.slice(0, -1)).toEqual(OVAL)
        const added = bounds(ink.slice(-1))
        expect(added.minX).toBeGreaterThan(box.minX - box.width / 2)
        expect(added.maxX).toBeLessThan(box.maxX + box.width / 2)
        expect(added.width).toBeGreaterThan(box.width / 4)
      }
    },
  )

  it('of any other label is the ink itself', () => {
    for (const label of ['8', 'toString'])
      expect(draw(label).every((ink) => ink === OVAL)).toBe(true)
  })
})
