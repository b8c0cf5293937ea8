import type { Prediction } from '@edgeink/engine/wasm'
import {
  GROUP_FEATURES,
  groupFeatures,
  PAIR_FEATURES,
  pairFeatures,
  surpriseOf,
} from './features.ts'
import type { Group } from './hypotheses.ts'
import type { Line } from './line.ts'
import type { TextWeights } from './weights.ts'

/** A group as a node of the lattice: whatever path reads the row goes through some of them, each beginning where the one before ended. */
export interface Node {
  readonly group: Group
  readonly prediction: Prediction
  /** Of the group itself, read as its best candidate. */
  readonly score: number
}

export interface Lattice {
  readonly nodes: readonly Node[]
  /** Positions in `nodes` of those that end at a place of the row, which has one place more than pieces. */
  readonly endingAt: readonly (readonly number[])[]
  readonly length: number
  /** What two neighbours add. */
  pairScore(left: Node, right: Node): number
  /** What choosing another candidate than the best one adds. */
  candidateScore(node: Node, candidate: number): number
}

/** Nodes come in the order of their beginning, so that whatever comes before one in a path stands before it. */
export function buildLattice(
  groups: readonly Group[],
  predictions: readonly Prediction[],
  line: Line,
  weights: TextWeights,
): Lattice {
  const nodes = groups
    .map((group, i) => ({ group, prediction: predictions[i], score: scoreOf(i) }))
    .sort((a, b) => a.group.begin - b.group.begin)
  const length = Math.max(...groups.map(({ end }) => end))
  const endingAt = Array.from({ length: length + 1 }, (): number[] => [])
  nodes.forEach(({ group }, i) => {
    endingAt[group.end].push(i)
  })
  return { nodes, endingAt, length, pairScore, candidateScore }

  function scoreOf(i: number): number {
    const features = groupFeatures(groups[i], predictions[i], line)
    return GROUP_FEATURES.reduce((sum, name) => sum + weights.group[name] * features[name], 0)
  }

  function pairScore(left: Node, right: Node): number {
    const features = pairFeatures(left.group.box, right.group.box, line)
    return PAIR_FEATURES.reduce((sum, name) => sum + weights.pair[name] * features[name], 0)
  }

  function candidateScore({ prediction: { candidates } }: Node, candidate: number): number {
    const [best, chosen] = [candidates[0], candidates[candidate]]
    return weights.group.surprise * (surpriseOf(chosen.probability) - surpriseOf(best.probability))
  }
}
