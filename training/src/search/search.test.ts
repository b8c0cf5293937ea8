import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from '../config/parse.ts'
import { createRandom } from '../random.ts'
import { searchPlot, searchTable } from './describe.ts'
import { planRungs, promote } from './halving.ts'
import { type SearchState, search } from './search.ts'
import { drawConfig, parseSpace } from './space.ts'

const SPACE = parseSpace({
  base: { hidden: 16, sources: { pendigits: 1 } },
  space: { learningRate: { log: [1e-4, 1e-2] }, dropout: { range: [0, 0.5] } },
})

describe('a search space', () => {
  it('draws configurations within its bounds, the same for one seed', () => {
    for (let seed = 0; seed < 50; seed++) {
      const config = drawConfig(SPACE, createRandom(seed))
      expect(config).toEqual(drawConfig(SPACE, createRandom(seed)))
      expect(config.hidden).toBe(16)
      expect(config.learningRate).toBeGreaterThanOrEqual(1e-4)
      expect(config.learningRate).toBeLessThanOrEqual(1e-2)
      expect(config.dropout).toBeLessThanOrEqual(0.5)
    }
  })

  it.each([
    ['no space', { space: {} }, 'space'],
    ['an unknown key', { space: { hiden: { choice: [1] } } }, 'hiden'],
    ['epochs', { space: { epochs: { choice: [1] } } }, 'epochs'],
    ['bounds in the wrong order', { space: { dropout: { range: [1, 0] } } }, 'dropout'],
    ['a logarithm of zero', { space: { dropout: { log: [0, 1] } } }, 'dropout'],
    ['a value that training refuses', { space: { dropout: { choice: [2] } } }, 'dropout'],
    ['no trial', { trials: 0, space: { dropout: { choice: [0] } } }, 'trials'],
    ['a count that it does not know', { rungs: 3, space: { dropout: { choice: [0] } } }, 'rungs'],
    ['no object', [], 'object'],
  ])('is refused with %s', (_, space, named) => {
    expect(() => parseSpace(space)).toThrow(ConfigError)
    expect(() => parseSpace(space)).toThrow(named)
  })

  const folder = join(import.meta.dirname, '../../spaces')
  it.each(readdirSync(folder))('of training/spaces/%s is valid', (file) => {
    expect(parseSpace(JSON.parse(readFileSync(join(folder, file), 'utf8'))).trials).toBeGreaterThan(
      1,
    )
  })
})

describe('successive halving', () => {
  it('gives a third of the trials three times the epochs', () => {
    expect(planRungs({ trials: 9, keep: 3, epochs: 1, mostEpochs: 9 })).toEqual([
      { trials: 9, epochs: 1 },
      { trials: 3, epochs: 3 },
      { trials: 1, epochs: 9 },
    ])
  })

  it('ends, never beyond the most epochs, with fewer trials in each rung', () => {
    const count = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(count, fc.integer({ min: 2, max: 5 }), count, (trials, keep, mostEpochs) => {
        const rungs = planRungs({ trials, keep, epochs: 1, mostEpochs })
        expect(rungs[0].trials).toBe(trials)
        for (const [i, rung] of rungs.entries()) {
          expect(rung.epochs).toBeLessThanOrEqual(mostEpochs)
          if (i > 0) expect(rung.trials).toBeLessThan(rungs[i - 1].trials)
        }
      }),
    )
  })

  it('promotes by accuracy, then by loss', () => {
    const scores = [
      { trial: 0, accuracy: 0.9, loss: 0.3 },
      { trial: 1, accuracy: 0.95, loss: 0.3 },
      { trial: 2, accuracy: 0.95, loss: 0.2 },
    ]
    expect(promote(scores, 2)).toEqual([2, 1])
  })
})

describe('a search', () => {
  const start: SearchState = { space: SPACE, records: [] }
  /** The lower the learning rate the better, the more so the longer. */
  const train = async ({ learningRate, epochs }: ReturnType<typeof parseConfig>) => ({
    accuracy: 1 - learningRate / epochs,
    loss: learningRate,
  })

  it('finds the best of what it drew, training it longest', async () => {
    const { state, best } = await search(start, { train })
    const drawn = state.records.filter(({ rung }) => rung === 0)
    expect(drawn).toHaveLength(9)
    expect(state.records).toHaveLength(13)
    expect(best!.config.learningRate).toBe(
      Math.min(...drawn.map(({ config }) => config.learningRate)),
    )
    expect(best!.epochs).toBe(9)
    expect(parseConfig({ ...best!.config })).toEqual(best!.config)
  })

  it('that was cut goes on where it stood, and finds the same', async () => {
    const whole = await search(start, { train })
    let left = 5
    const cut = await search(start, {
      train: async (config) => (left-- > 0 ? train(config) : undefined),
    })
    expect(cut.best).toBeUndefined()
    expect(cut.state.records).toHaveLength(5)
    let trained = 0
    const rest = await search(cut.state, {
      train: (config) => {
        trained++
        return train(config)
      },
    })
    expect(trained).toBe(8)
    expect(rest).toEqual(whole)
  })

  it('is told as a table and as a picture', async () => {
    const { state } = await search(start, { train })
    const [head, first] = searchTable(state).split('\n')
    expect(head).toMatch(/learningRate {2}dropout$/)
    expect(first.trim()).toMatch(/^2 {2}/)
    expect(searchPlot(state)).toContain('<svg')
  })
})
