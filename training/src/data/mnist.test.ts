import { describe, expect, test } from 'vitest'
import { pairMnist } from './mnist.ts'

function images(count: number, side = 28): Uint8Array {
  const header = [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, side, 0, 0, 0, side]
  const pixels = Array.from({ length: count * side * side }, (_, i) => Math.floor(i / side / side))
  return Uint8Array.from([...header, ...pixels])
}

const labels = (...digits: number[]) =>
  Uint8Array.from([0, 0, 8, 1, 0, 0, 0, digits.length, ...digits])

describe('pairMnist', () => {
  test('each image goes with the label of the same place', () => {
    const samples = pairMnist(images(3), labels(5, 0, 4))
    expect(samples.map(({ label }) => label)).toEqual(['5', '0', '4'])
    expect(samples.map(({ raster }) => [raster.length, raster[0], raster[783]])).toEqual([
      [784, 0, 0],
      [784, 1, 1],
      [784, 2, 2],
    ])
  })

  test('images that do not belong to the labels, or of another size, are DATA_FORMAT errors', () => {
    const code = expect.objectContaining({ code: 'DATA_FORMAT' })
    expect(() => pairMnist(images(2), labels(1, 2, 3))).toThrow(code)
    expect(() => pairMnist(images(1, 27), labels(1))).toThrow(code)
  })
})
