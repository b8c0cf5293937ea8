import { describe, expect, test } from 'vitest'
import { resolveDelineation } from './delineation.ts'
import type { UnipenComponent } from './document.ts'

/** Component `c` has the points (c, 0), (c, 1), (c, 2). */
const COMPONENTS: UnipenComponent[] = ['down', 'up', 'down', 'down'].map((pen, c) => ({
  pen: pen as 'down' | 'up',
  points: [0, 1, 2].map((p) => ({ x: c, y: p })),
}))

function resolve(delineation: string) {
  const ink = resolveDelineation(
    { level: 'CHARACTER', delineation, label: 'a', where: () => 'ink.dat:7' },
    COMPONENTS,
  )
  return ink.map(({ points }) => points.map(({ x, y }) => `${x}:${y}`).join(' '))
}

describe('resolveDelineation', () => {
  test.each([
    ['2', ['2:0 2:-1 2:-2']],
    ['2-2', ['2:0 2:-1 2:-2']],
    ['2-3', ['2:0 2:-1 2:-2', '3:0 3:-1 3:-2']],
    ['2:1-3:1', ['2:-1 2:-2', '3:0 3:-1']],
    ['2:1-2:1', ['2:-1']],
    ['2-3:0', ['2:0 2:-1 2:-2', '3:0']],
    ['2:2-3', ['2:-2', '3:0 3:-1 3:-2']],
    ['3:1', ['3:-1']],
    ['3,0', ['3:0 3:-1 3:-2', '0:0 0:-1 0:-2']],
    ['0:2-2:0,3:0-3:0', ['0:-2', '2:0', '3:0']],
  ])('%s names both ends, with y turned downward', (delineation, strokes) => {
    expect(resolve(delineation)).toEqual(strokes)
  })

  test('what the pen did in the air is counted and not drawn', () => {
    expect(resolve('0-2')).toEqual(['0:0 0:-1 0:-2', '2:0 2:-1 2:-2'])
  })

  test('times stay with their points', () => {
    const [stroke] = resolveDelineation(
      { level: 'CHARACTER', delineation: '0', label: 'a', where: () => 'ink.dat:7' },
      [{ pen: 'down', points: [{ x: 1, y: 2, t: 30 }] }],
    )
    expect(stroke.points).toEqual([{ x: 1, y: -2, t: 30 }])
  })

  test.each(['', 'a', '1-', '-1', '1:2:3', '1,,2', '3-2', '4', '0-9'])(
    '"%s" is a DATA_FORMAT error with file and line',
    (delineation) => {
      expect(() => resolve(delineation)).toThrow(
        expect.objectContaining({
          code: 'DATA_FORMAT',
          message: expect.stringContaining(`ink.dat:7: expected a delineation of `),
        }),
      )
    },
  )
})
