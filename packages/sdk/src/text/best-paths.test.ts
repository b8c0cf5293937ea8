import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestPaths, logSumExp, logSumOfPaths } from './best-paths.ts'
import { hypothesize, inOrderOfPlace } from './hypotheses.ts'
import { buildLattice, type Lattice } from './lattice.ts'
import { measureLine } from './line.ts'
import { piecesOf } from './pieces.ts'
import { TEXT_WEIGHTS } from './weights.ts'

/** Scores of all paths with all choices of candidates, by walking each. */
function allScores(lattice: Lattice): number[] {
  const { nodes, length } = lattice
  const walk = (place: number, before: number | undefined, score: number): number[] =>
    place === length
      ? [score]
      : nodes.flatMap((node, i) => {
          if (node.group.begin !== place) return []
          const pair = before === undefined ? 0 : lattice.pairScore(nodes[before], node)
          return node.prediction.candidates.flatMap((_, candidate) => {
            const own = node.score + pair + lattice.candidateScore(node, candidate)
            return walk(node.group.end, i, score + own)
          })
        })
  return walk(0, undefined, 0).sort((a, b) => b - a)
}

const lattices = fc
  .record({
    boxes: fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 120 }),
        width: fc.integer({ min: 0, max: 60 }),
        height: fc.integer({ min: 1, max: 100 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    sure: fc.array(fc.double({ min: 0.51, max: 0.99, noNaN: true }), {
      minLength: 10,
      maxLength: 10,
    }),
  })
  .map(({ boxes, sure }) => {
    const ink = boxes.map(({ x, width, height }) => ({
      points: [
        { x, y: 0 },
        { x: x + width, y: height },
      ],
    }))
    const row = inOrderOfPlace(piecesOf(ink))
    const line = measureLine(row)
    const groups = hypothesize(row, line.height, 100)
    const predictions = groups.map((_, i) => ({
      candidates: [
        { label: 'a', probability: sure[i] },
        { label: 'b', probability: 1 - sure[i] },
      ],
      rejected: false,
    }))
    return buildLattice(groups, predictions, line, TEXT_WEIGHTS)
  })

describe('dynamic programming', () => {
  test('finds the same best paths as walking all of them', () => {
    fc.assert(
      fc.property(lattices, fc.integer({ min: 1, max: 8 }), (lattice, count) => {
        const scores = bestPaths(lattice, count).map(({ score }) => score)
        const expected = allScores(lattice).slice(0, count)
        expect(scores).toHaveLength(expected.length)
        scores.forEach((score, i) => {
          expect(score).toBeCloseTo(expected[i], 9)
        })
      }),
    )
  })

  test('sums over the same paths', () => {
    fc.assert(
      fc.property(lattices, (lattice) => {
        expect(logSumOfPaths(lattice)).toBeCloseTo(logSumExp(allScores(lattice)), 9)
      }),
    )
  })
})
