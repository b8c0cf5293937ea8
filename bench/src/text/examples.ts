/** Lattices of rows whose right path is known: what the weights are fitted on. */
import type { Model } from '@edgeink/engine'
import {
  GROUP_FEATURES,
  groupFeatures,
  PAIR_FEATURES,
  pairFeatures,
} from '../../../packages/sdk/src/text/features.ts'
import { hypothesize, inOrderOfPlace } from '../../../packages/sdk/src/text/hypotheses.ts'
import { buildLattice, type Lattice, type Node } from '../../../packages/sdk/src/text/lattice.ts'
import { type Line, measureLine } from '../../../packages/sdk/src/text/line.ts'
import { piecesOf } from '../../../packages/sdk/src/text/pieces.ts'
import { TEXT_WEIGHTS } from '../../../packages/sdk/src/text/weights.ts'
import type { Row } from './rows.ts'

/** Every feature of groups, then of pairs: the order of the numbers below. */
export const FEATURES = [...GROUP_FEATURES, ...PAIR_FEATURES]

export interface ExampleNode {
  /** A number for each of `FEATURES`; those of pairs are 0. */
  readonly features: Float64Array
  /** What may stand before the node in a path, and the features of the pair; those of groups are 0. */
  readonly before: readonly { readonly node: number; readonly features: Float64Array }[]
}

export interface Example {
  readonly nodes: readonly ExampleNode[]
  /** Nodes that end the row. */
  readonly last: readonly number[]
  /** The right path. */
  readonly gold: readonly number[]
}

/** Answers nothing where the right path is not in the lattice. */
export async function exampleOf(model: Model, row: Row): Promise<Example | undefined> {
  const pieces = inOrderOfPlace(piecesOf(row.ink))
  const line = measureLine(pieces)
  const groups = hypothesize(pieces, line.height, Number.POSITIVE_INFINITY)
  const inks = groups.map((group) => ({ ink: group.pieces.map(({ points }) => ({ points })) }))
  const lattice = buildLattice(groups, await model.classify(inks), line, TEXT_WEIGHTS)
  const gold = goldPath(lattice, row)
  if (!gold) return undefined
  const nodes = lattice.nodes.map((node) => exampleNode(lattice, node, line))
  return { nodes, last: lattice.endingAt[lattice.length], gold }
}

function exampleNode({ nodes, endingAt }: Lattice, node: Node, line: Line): ExampleNode {
  const { group, prediction } = node
  const before = endingAt[group.begin].map((i) => {
    const pair = pairFeatures(nodes[i].group.box, group.box, line)
    return { node: i, features: vector(pair) }
  })
  return { features: vector(groupFeatures(group, prediction, line)), before }
}

function vector(values: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(FEATURES, (name) => values[name] ?? 0)
}

/** The nodes whose strokes are those of one digit each. */
function goldPath({ nodes, length }: Lattice, { owners }: Row): number[] | undefined {
  const gold: number[] = []
  for (let place = 0; place < length; ) {
    const i = nodes.findIndex(
      ({ group }) =>
        group.begin === place &&
        isWhole(
          group.pieces.map(({ stroke }) => stroke),
          owners,
        ),
    )
    if (i < 0) return undefined
    gold.push(i)
    place = nodes[i].group.end
  }
  return gold
}

function isWhole(strokes: readonly number[], owners: readonly number[]): boolean {
  const owner = owners[strokes[0]]
  const own = owners.filter((other) => other === owner)
  return strokes.length === own.length && strokes.every((stroke) => owners[stroke] === owner)
}
