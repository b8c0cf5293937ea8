import type { RandomNetworkOptions } from '@edgeink/engine/reference'

/** Networks that every kernel runs: each option of the family at least once, and its smallest and largest sizes. */
export const SHAPES: Readonly<Record<string, RandomNetworkOptions>> = {
  'the raster classifier: 28 rows, 128 hidden units, two directions': {
    hidden: [128],
    mean: 0.1307,
    std: 0.3081,
  },
  'the trace classifier: 64 points of 5 features': { steps: 64, features: 5, hidden: [64] },
  'one direction': { hidden: [32], directions: 1 },
  'the smallest hidden size and two labels': { hidden: [8], labels: 2 },
  'the largest hidden size and 256 labels': { hidden: [256], labels: 256, steps: 8 },
  'one time step': { steps: 1, features: 28, hidden: [16] },
  'one feature': { steps: 40, features: 1, hidden: [16] },
  'a width that is no multiple of anything': { steps: 17, features: 31, hidden: [24], labels: 7 },
  'two layers of different sizes': { hidden: [24, 40] },
  'three layers in one direction': { hidden: [16, 8, 16], directions: 1 },
  'the last step as read-out': { hidden: [32], readout: 'last-step' },
  'mean and maximum over time': { hidden: [32], readout: 'mean-max' },
  'columns only': { steps: 20, features: 12, hidden: [16], scans: ['columns'] },
  'rows and columns': { hidden: [32], scans: ['rows', 'columns'] },
  'rows and columns, two layers, mean and maximum': {
    steps: 12,
    features: 20,
    hidden: [16, 8],
    scans: ['rows', 'columns'],
    readout: 'mean-max',
  },
  'a GRU': { cell: 'gru', hidden: [64], mean: 0.1307, std: 0.3081 },
  'a GRU of two layers with columns': { cell: 'gru', hidden: [16, 24], scans: ['rows', 'columns'] },
  'a GRU in one direction, mean and maximum': {
    cell: 'gru',
    hidden: [32],
    directions: 1,
    readout: 'mean-max',
  },
}

/** The variant of the GRU that resets the state before its product, which the WebAssembly kernels leave to `js`. */
export const RESET_BEFORE: Readonly<Record<string, RandomNetworkOptions>> = {
  'a GRU that resets before its product': { cell: 'gru', hidden: [32], linearBeforeReset: false },
}
