/**
 * The records of `assembly/records.ts`: their fields in order, each one 32-bit number. A record is written once,
 * when a network is loaded.
 */

export const SEQUENCE_FIELDS = [
  'steps',
  'rows',
  'rowBytes',
  'pairs',
  'pairEnds',
  'factors',
] as const

export const DIRECTION_FIELDS = [
  'input',
  'cell',
  'blocks',
  'quads',
  'count',
  'reversed',
  'inputWeights',
  'inputScales',
  'biases',
  'recurrentWeights',
  'recurrentBytes',
  'recurrentScales',
  'candidateBiases',
  'states',
  'stateBytes',
  'blankStates',
  'blankSteps',
  'memory',
  'quantized',
  'sum',
  'maximum',
  'projections',
  'capacity',
  'sums',
  'output',
  'outputRowBytes',
  'pooled',
] as const

/** Counts, addresses and offsets of a layer's input over time. */
export type SequenceRecord = Record<(typeof SEQUENCE_FIELDS)[number], number>

/** Counts, addresses and offsets of one direction of a layer. */
export type DirectionRecord = Record<(typeof DIRECTION_FIELDS)[number], number>

/** Writes the values of a record in the order of its fields. */
export function writeRecord<Field extends string>(
  memory: WebAssembly.Memory,
  address: number,
  fields: readonly Field[],
  record: Record<Field, number>,
): void {
  new Uint32Array(memory.buffer, address, fields.length).set(fields.map((field) => record[field]))
}
