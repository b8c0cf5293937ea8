import { describe, expect, test } from 'vitest'
import { createRandom } from './random.ts'

const draw = (seed: number | string, count = 8) => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('createRandom', () => {
  test('the same seed gives the same numbers, and another seed gives others', () => {
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).toEqual(draw('1'))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('a fork depends on seed and label, not on what was drawn before', () => {
    const fresh = createRandom(3)
    const used = createRandom(3)
    used.next()
    expect(used.fork('a').next()).toBe(fresh.fork('a').next())
    expect(fresh.fork('a').next()).not.toBe(fresh.fork('b').next())
    expect(fresh.fork('a').fork('b').next()).not.toBe(fresh.fork('b').fork('a').next())
  })

  test('uniform numbers fill their range evenly', () => {
    const random = createRandom(4)
    const bins = new Array<number>(10).fill(0)
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random.uniform(-5, 5) + 5)]++
    // Five standard deviations of a binomial with n = 100,000 and p = 0.1.
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475)
  })

  test('normal numbers have the mean and the deviation asked for', () => {
    const random = createRandom(5)
    const numbers = Array.from({ length: 100_000 }, () => random.normal(3, 2))
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
    expect(mean).toBeCloseTo(3, 1)
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1)
    const within = numbers.filter((x) => Math.abs(x - 3) < 2).length / numbers.length
    expect(within).toBeCloseTo(0.6827, 2)
  })

  test('whole numbers reach both ends and no further', () => {
    const random = createRandom(6)
    const seen = new Set(Array.from({ length: 1_000 }, () => random.int(6)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('a shuffle keeps the elements and every order is about as likely', () => {
    const random = createRandom(7)
    const orders = new Map<string, number>()
    for (let i = 0; i < 6_000; i++) {
      const order = random.shuffle(['a', 'b', 'c']).join('')
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    expect(orders.size).toBe(6)
    for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  })
})
