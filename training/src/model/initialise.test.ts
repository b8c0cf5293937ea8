import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { glorotUniform, initialiseParameters, orthogonal } from './initialise.ts'
import { createNetwork } from './network.ts'
import { layoutParameters, namedViews } from './parameters.ts'

/** Largest difference of `matrix · matrixᵀ` from the identity. */
function distanceFromOrthogonal(size: number, at: (row: number, column: number) => number): number {
  let largest = 0
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let dot = 0
      for (let k = 0; k < size; k++) dot += at(a, k) * at(b, k)
      largest = Math.max(largest, Math.abs(dot - (a === b ? 1 : 0)))
    }
  }
  return largest
}

describe('first weights', () => {
  it('of a recurrent matrix are orthogonal, so that it keeps the norm of a gradient', () => {
    const size = 64
    const matrix = orthogonal(size, size, createRandom('orthogonal'))
    expect(distanceFromOrthogonal(size, (r, c) => matrix[r * size + c])).toBeLessThan(1e-6)
  })

  it.each([
    ['rnn', 1],
    ['lstm', 4],
    ['gru', 3],
  ] as const)('of %s have an orthogonal recurrent matrix in each gate', (architecture, gates) => {
    const hidden = 8
    const layout = layoutParameters(
      createNetwork({
        architecture,
        steps: 4,
        features: 5,
        hidden,
        labels: 3,
        readout: 'final',
        connection: 'none',
      }).parameters,
    )
    const kernel = namedViews(layout, initialiseParameters(layout, createRandom(1)))[
      'rows.0.forward'
    ]
    for (let gate = 0; gate < gates; gate++) {
      const at = (row: number, column: number) =>
        kernel[(6 + row) * gates * hidden + gate * hidden + column]
      expect(distanceFromOrthogonal(hidden, at)).toBeLessThan(1e-6)
    }
    const bias = [...kernel.subarray(5 * gates * hidden, 6 * gates * hidden)]
    const open = architecture === 'lstm' ? [hidden, 2 * hidden] : [0, 0]
    expect(bias).toEqual(bias.map((_, i) => (i >= open[0] && i < open[1] ? 1 : 0)))
  })

  it('of other matrices lie within Glorot’s limit and fill it', () => {
    const values = glorotUniform(30, 20, createRandom('glorot'))
    const largest = Math.max(...values.map(Math.abs))
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 50))
    expect(largest).toBeGreaterThan(0.95 * Math.sqrt(6 / 50))
  })
})
