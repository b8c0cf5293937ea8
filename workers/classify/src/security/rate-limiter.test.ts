import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryRateLimiter } from './rate-limiter.ts'

function setup(options: { limit?: number; clients?: number } = {}) {
  const clock = { now: 0 }
  const limiter = createMemoryRateLimiter({ limit: 2, ...options, now: () => clock.now })
  const ask = (key = 'a') => limiter.limit({ key })
  return { clock, ask }
}

describe('the limiter in memory', () => {
  it('lets so many requests of a period through, and says when the next one may come', async () => {
    const { ask, clock } = setup()
    expect([await ask(), await ask()]).toEqual([{ success: true }, { success: true }])
    clock.now = 59_500
    expect(await ask()).toEqual({ success: false, retryAfter: 1 })
    clock.now = 60_000
    expect(await ask()).toEqual({ success: true })
  })

  it('counts every key for itself', async () => {
    const { ask } = setup({ limit: 1 })
    expect((await ask('a')).success).toBe(true)
    expect((await ask('a')).success).toBe(false)
    expect((await ask('b')).success).toBe(true)
  })

  it('never lets more through in a window than the limit, in whatever order requests come', async () => {
    const request = fc.record({ wait: fc.nat(20_000), key: fc.constantFrom('a', 'b', 'c') })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
        const { ask, clock } = setup()
        const passed: Record<string, number[]> = { a: [], b: [], c: [] }
        for (const { wait, key } of requests) {
          clock.now += wait
          if ((await ask(key)).success) passed[key].push(clock.now)
        }
        for (const times of Object.values(passed)) {
          // Fixed windows: at most twice the limit in any stretch of one period.
          times.forEach((time, i) => {
            if (i >= 4) expect(time - times[i - 4]).toBeGreaterThanOrEqual(60_000)
          })
        }
      }),
      { seed: 19 },
    )
  })

  it('remembers no more clients than it may: the oldest is forgotten', async () => {
    const { ask } = setup({ limit: 1, clients: 3 })
    for (const key of ['a', 'b', 'c', 'd']) expect((await ask(key)).success).toBe(true)
    expect((await ask('b')).success).toBe(false)
    expect((await ask('a')).success).toBe(true)
  })
})
