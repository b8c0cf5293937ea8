import type { CellName } from './recurrent/cell.ts'
import type { ReadoutName } from './recurrent/readout.ts'

/** Recurrent architectures: cell, directions, and how many layers. */
export const RECURRENT_ARCHITECTURES = [
  'rnn',
  'lstm',
  'gru',
  'bigru',
  'bilstm',
  'bilstm-hier',
  'bilstm-dual',
] as const
export type RecurrentArchitecture = (typeof RECURRENT_ARCHITECTURES)[number]

export const ARCHITECTURES = [...RECURRENT_ARCHITECTURES, 'cnn'] as const
export type ArchitectureName = (typeof ARCHITECTURES)[number]

/** How the layers of `bilstm-hier` are joined past each other. */
export const CONNECTIONS = ['none', 'residual', 'highway'] as const
export type ConnectionName = (typeof CONNECTIONS)[number]

/** Everything that determines the shapes of a network's parameters. */
export interface NetworkShape {
  readonly architecture: ArchitectureName
  readonly steps: number
  readonly features: number
  /** Hidden size of each direction (of the lowest layer); units of the dense layer of `cnn`. */
  readonly hidden: number
  readonly labels: number
  readonly readout: ReadoutName
  readonly connection: ConnectionName
}

/** Cell and directions of an architecture's layers. */
export const RECURRENT_LAYERS: Readonly<
  Record<RecurrentArchitecture, { readonly cell: CellName; readonly directions: 1 | 2 }>
> = {
  rnn: { cell: 'rnn', directions: 1 },
  lstm: { cell: 'lstm', directions: 1 },
  gru: { cell: 'gru', directions: 1 },
  bigru: { cell: 'gru', directions: 2 },
  bilstm: { cell: 'lstm', directions: 2 },
  'bilstm-hier': { cell: 'lstm', directions: 2 },
  'bilstm-dual': { cell: 'lstm', directions: 2 },
}

/** Whether a shape is recurrent: all but the convolutional baseline are. */
export function isRecurrent(
  shape: NetworkShape,
): shape is NetworkShape & { architecture: RecurrentArchitecture } {
  return shape.architecture !== 'cnn'
}

/** Whether the network has an int8 form: ONNX has a quantized operator for LSTM only, and the engine no connections. */
export function hasInt8Form(shape: Pick<NetworkShape, 'architecture' | 'connection'>): boolean {
  const { architecture, connection } = shape
  return (
    architecture !== 'cnn' &&
    RECURRENT_LAYERS[architecture].cell === 'lstm' &&
    connection === 'none'
  )
}
