import { expect, test } from 'vitest'
import { bounds } from './bounds.ts'
import { inkFromArrays } from './parse.ts'

test('the bounds hold every point of every stroke', () => {
  const ink = inkFromArrays([
    [
      [3, -2],
      [5, 8],
    ],
    [],
    [[-1, 4]],
  ])
  expect(bounds(ink)).toEqual({ minX: -1, minY: -2, maxX: 5, maxY: 8, width: 6, height: 10 })
})

test('the bounds of a dot have no extent', () => {
  expect(bounds(inkFromArrays([[[3, 4]]]))).toMatchObject({ minX: 3, maxY: 4, width: 0, height: 0 })
})
