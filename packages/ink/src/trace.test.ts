import { describe, expect, test } from 'vitest'
import { inkFromArrays } from './parse.ts'
import { TRACE_FEATURES, TRACE_LENGTH, TRACE_STEPS, trace } from './trace.ts'

interface Sample {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly pen: number
}

function samplesOf(strokes: number[][][]): Sample[] {
  const features = trace(inkFromArrays(strokes))
  return Array.from({ length: TRACE_STEPS }, (_, k) => {
    const [x, y, dx, dy, pen] = features.subarray(k * TRACE_FEATURES)
    return { x, y, dx, dy, pen }
  })
}

/** Where the pen is down, as runs: `1×22 0×20 1×22`. */
function penRuns(samples: Sample[]): string {
  const runs: [pen: number, length: number][] = []
  for (const { pen } of samples) {
    if (runs.at(-1)?.[0] === pen) runs.at(-1)![1]++
    else runs.push([pen, 1])
  }
  return runs.map(([pen, length]) => `${pen}×${length}`).join(' ')
}

describe('a straight line', () => {
  const samples = samplesOf([
    [
      [0, 3],
      [1, 3],
      [10, 3],
    ],
  ])

  test('runs evenly from -1 to 1', () => {
    samples.forEach(({ x, y }, k) => {
      expect(x).toBeCloseTo(-1 + (2 * k) / 63, 6)
      expect(y).toBe(0)
    })
  })

  test('moves by one unit at every point but the first', () => {
    expect(samples[0]).toMatchObject({ dx: 0, dy: 0 })
    for (const { dx, dy } of samples.slice(1)) {
      expect(dx).toBeCloseTo(1, 5)
      expect(dy).toBe(0)
    }
  })

  test('is on ink throughout', () => {
    expect(penRuns(samples)).toBe('1×64')
  })

  test('moves the other way when it is drawn the other way', () => {
    const back = samplesOf([
      [
        [10, 3],
        [0, 3],
      ],
    ])
    expect(back[0].x).toBe(1)
    expect(back[1].dx).toBeCloseTo(-1, 5)
  })
})

describe('the box', () => {
  test('is centred and its longer side is 2', () => {
    const samples = samplesOf([
      [
        [100, 50],
        [100, 90],
        [120, 90],
      ],
    ])
    const xs = samples.map(({ x }) => x)
    const ys = samples.map(({ y }) => y)
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([-1, 1])
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([-0.5, 0.5])
  })
})

describe('a corner', () => {
  test('shortens the one move that crosses it', () => {
    // Twice 31.4 steps: the corner lies between two samples.
    const lengths = samplesOf([
      [
        [0, 0],
        [31.4, 0],
        [31.4, 31.6],
      ],
    ]).map(({ dx, dy }) => Math.hypot(dx, dy))
    expect(lengths.slice(1).filter((length) => length < 0.999)).toHaveLength(1)
    expect(Math.min(...lengths.slice(1))).toBeCloseTo(Math.hypot(0.4, 0.6), 4)
  })
})

describe('the pen', () => {
  test('is in the air on the straight way between two strokes', () => {
    const samples = samplesOf([
      [
        [0, 0],
        [0, 21],
      ],
      [
        [21, 21],
        [21, 0],
      ],
    ])
    expect(penRuns(samples)).toBe('1×22 0×20 1×22')
    expect(samples[31]).toMatchObject({ dy: 0, pen: 0 })
    expect(samples[31].dx).toBeCloseTo(1, 5)
  })

  test('is on ink at the very ends of strokes, whatever rounding does', () => {
    for (const unit of [1, 0.1, 1 / 3, Math.PI, 1e9]) {
      const [a, b] = [21 * unit, 42 * unit]
      const samples = samplesOf([
        [
          [0, 0],
          [0, a],
        ],
        [
          [a, a],
          [b, a],
        ],
      ])
      expect(penRuns(samples)).toBe('1×22 0×20 1×22')
    }
  })

  test('touches the nearest point for a stroke shorter than a step', () => {
    const samples = samplesOf([
      [
        [0, 0],
        [0, 10],
      ],
      [[5, 5.01]],
      [
        [9, 0],
        [9, 10],
      ],
    ])
    expect(penRuns(samples)).toMatch(/^1×\d+ 0×\d+ 1×1 0×\d+ 1×\d+$/)
  })

  test('draws no ink along a final dot', () => {
    const samples = samplesOf([
      [
        [0, 0],
        [0, 42],
      ],
      [[21, 42]],
    ])
    expect(penRuns(samples)).toBe('1×43 0×20 1×1')
  })
})

describe('a dot', () => {
  test.each([
    { what: 'one point', strokes: [[[4, 5]]] },
    {
      what: 'repeated points',
      strokes: [
        [
          [4, 5],
          [4, 5],
        ],
        [[4, 5]],
      ],
    },
  ])('of $what stays at the origin with the pen down', ({ strokes }) => {
    const still: Sample = { x: 0, y: 0, dx: 0, dy: 0, pen: 1 }
    expect(samplesOf(strokes)).toEqual(Array(TRACE_STEPS).fill(still))
  })
})

describe('the output', () => {
  const ink = inkFromArrays([
    [
      [0, 0],
      [3, 4],
    ],
    [[1, 1]],
  ])

  test('goes into the array that is given, whatever it held', () => {
    const out = new Float32Array(TRACE_LENGTH).fill(9)
    expect(trace(ink, { out })).toBe(out)
    expect(out).toEqual(trace(ink))
  })

  test('is refused when the array is too long', () => {
    expect(() => trace(ink, { out: new Float32Array(321) })).toThrowError(
      expect.objectContaining({ code: 'INK_OPTION' }),
    )
  })
})

describe('extreme ink', () => {
  test('of 10,000 points is the same as its few corners', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => [i, 0])
    expect(samplesOf([many]).map(({ x }) => x)).toEqual(
      samplesOf([
        [
          [0, 0],
          [9_999, 0],
        ],
      ]).map(({ x }) => expect.closeTo(x, 6)),
    )
  })

  test.each([1e9, 1e300, 1e-300, 5e-324])('of coordinates ±%d is like any other', (s) => {
    const square = (s: number) =>
      inkFromArrays([
        [
          [-s, -s],
          [s, -s],
          [s, s],
          [-s, s],
        ],
      ])
    expect(trace(square(s))).toEqual(trace(square(1)))
  })
})
