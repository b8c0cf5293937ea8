import { GATES, type RecurrentLayer } from '../../graph/recurrent.ts'
import { BLOCK_VECTORS, LANES, VECTOR } from './constants.ts'

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

/** Bytes from a matrix's first vector to a row's lane in its block's first vector. */
export function rowOffset({ vector, lane }: RowPlace, blockBytes: number): number {
  const block = Math.floor(vector / BLOCK_VECTORS)
  return block * blockBytes + (vector % BLOCK_VECTORS) * VECTOR + lane * 4
}
