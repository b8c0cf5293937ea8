import type { Lattice, Node } from './lattice.ts'

/** A group with the candidate that was chosen for it. */
export interface Choice {
  readonly node: Node
  /** Position among the candidates. */
  readonly candidate: number
}

export interface Path {
  readonly choices: readonly Choice[]
  readonly score: number
}

/** The end of a path, as a list that shares its beginning with others. */
interface Tail extends Choice {
  readonly score: number
  readonly before: Tail | undefined
}

/** Where a path may go on: after a tail, or at the beginning of the row. */
interface Start {
  readonly tail: Tail | undefined
  readonly score: number
}

const BEGINNING: readonly Start[] = [{ tail: undefined, score: 0 }]

/** The `count` best paths through the lattice, by falling score: dynamic programming with lists of the best (n-best Viterbi). */
export function bestPaths(lattice: Lattice, count: number): Path[] {
  const { nodes, endingAt, length } = lattice
  const tails: Tail[][] = []
  for (const node of nodes) {
    const before = endingAt[node.group.begin].flatMap((i) => {
      const pair = lattice.pairScore(nodes[i], node)
      return tails[i].map((tail) => ({ tail, score: tail.score + pair }))
    })
    const starts: readonly Start[] = node.group.begin === 0 ? BEGINNING : before
    tails.push(extend(lattice, node, best(starts, count), count))
  }
  return best(
    endingAt[length].flatMap((i) => tails[i]),
    count,
  ).map((tail) => ({ choices: choicesOf(tail), score: tail.score }))
}

function extend(lattice: Lattice, node: Node, starts: readonly Start[], count: number): Tail[] {
  const tails = starts.flatMap(({ tail, score }) =>
    node.prediction.candidates.slice(0, count).map((_, candidate) => ({
      node,
      candidate,
      score: score + node.score + lattice.candidateScore(node, candidate),
      before: tail,
    })),
  )
  return best(tails, count)
}

function best<Scored extends { readonly score: number }>(
  list: readonly Scored[],
  count: number,
): Scored[] {
  return list.toSorted((a, b) => b.score - a.score).slice(0, count)
}

function choicesOf(tail: Tail): Choice[] {
  const choices: Choice[] = []
  for (let at: Tail | undefined = tail; at; at = at.before) {
    choices.push({ node: at.node, candidate: at.candidate })
  }
  return choices.reverse()
}

/** Natural logarithm of the sum of `exp(score)` over all paths: what makes scores probabilities (the forward algorithm). */
export function logSumOfPaths(lattice: Lattice): number {
  const { nodes, endingAt, length } = lattice
  const sums: number[] = []
  for (const node of nodes) {
    const before = endingAt[node.group.begin].map(
      (i) => sums[i] + lattice.pairScore(nodes[i], node),
    )
    const candidates = node.prediction.candidates.map((_, i) => lattice.candidateScore(node, i))
    const start = node.group.begin === 0 ? 0 : logSumExp(before)
    sums.push(start + node.score + logSumExp(candidates))
  }
  return logSumExp(endingAt[length].map((i) => sums[i]))
}

export function logSumExp(values: readonly number[]): number {
  const highest = Math.max(...values)
  if (highest === -Infinity) return -Infinity
  return highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0))
}
