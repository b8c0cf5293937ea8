import { LIMITS } from '@edgeink/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceededJsonLimit } from './json-shape.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const exceeded = (text: string, containers: number, depth: number) =>
  exceededJsonLimit(bytes(text), { containers, depth })

function shapeOf(value: unknown): { containers: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { containers: 0, depth: 0 }
  const inner = Object.values(value).map(shapeOf)
  return {
    containers: inner.reduce((sum, { containers }) => sum + containers, 1),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  }
}

describe('the brackets of a JSON text', () => {
  it('are counted as a parser would, whatever its strings hold', () => {
    const json = fc.jsonValue({
      maxDepth: 6,
      stringUnit: fc.constantFrom('[', '}', '"', '\\', 'ü'),
    })
    fc.assert(
      fc.property(json, (value) => {
        const { containers, depth } = shapeOf(value)
        const text = JSON.stringify(value)
        expect(exceeded(text, containers, depth)).toBeUndefined()
        if (containers > 0) expect(exceeded(text, containers - 1, depth)).toBe('containers')
        if (depth > 0) expect(exceeded(text, containers, depth - 1)).toBe('depth')
      }),
      { seed: 17 },
    )
  })

  it('never stop the count of bytes that are no JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (noise) => {
        const limits = { containers: 1e9, depth: 1e9 }
        expect(exceededJsonLimit(noise, limits)).toBeUndefined()
      }),
      { seed: 18 },
    )
  })

  it('are too many long before the end of a hostile text', () => {
    expect(exceeded('['.repeat(LIMITS.bodyBytes), 1e6, 64)).toBe('depth')
    expect(exceeded(`[${'[0,0],'.repeat(1e5)}`, 5e4, 64)).toBe('containers')
  })
})
