import { GATES, type RecurrentLayer } from '../../graph/recurrent.ts'
import { BLOCK_VECTORS, LANES } from './constants.ts'

/**
 * The order of the rows of a layer's matrices: for each quad of hidden units one vector of four rows a gate;
 * eight vectors are a block. The last block of a GRU may hold rows of zeros.
 */
export interface RowBlocks {
  readonly quads: number
  readonly blocks: number
  /** Rows of all blocks, padding included. */
  readonly rows: number
}

export function rowBlocks({ cell, hiddenSize }: RecurrentLayer): RowBlocks {
  const quads = hiddenSize / LANES
  const blocks = Math.ceil((quads * GATES[cell]) / BLOCK_VECTORS)
  return { quads, blocks, rows: blocks * BLOCK_VECTORS * LANES }
}

/** Where a gate of a hidden unit lies: its vector, counted over all blocks, and the lane in it. */
export interface RowPlace {
  readonly vector: number
  readonly lane: number
}

export function rowPlace({ cell }: RecurrentLayer, gate: number, unit: number): RowPlace {
  return { vector: Math.floor(unit / LANES) * GATES[cell] + gate, lane: unit % LANES }
}

/** The groups of neighbouring columns that share 32 bits of a vector. */
export interface ColumnGroups {
  /** Columns of a group. */
  readonly group: number
  /** Groups of a row, padding included. */
  readonly groups: number
}

/** Spreads a row of whole numbers over the vectors of its block: block, then group, then vector. */
export function interleaveRow(
  target: Int8Array | Int16Array,
  values: Int16Array,
  { vector, lane }: RowPlace,
  { group, groups }: ColumnGroups,
): void {
  const block = Math.floor(vector / BLOCK_VECTORS)
  const first = block * groups * BLOCK_VECTORS + (vector % BLOCK_VECTORS)
  for (let column = 0; column < values.length; column++) {
    const at = first + Math.floor(column / group) * BLOCK_VECTORS
    target[(at * LANES + lane) * group + (column % group)] = values[column]
  }
}
