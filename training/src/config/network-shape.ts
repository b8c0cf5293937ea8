import type { NetworkShape } from '../model/architecture.ts'
import { VIEW_SHAPES } from '../pipeline/reader.ts'
import type { TrainConfig } from './config.ts'

/** Shape of the network that a config describes. */
export function networkShape(config: TrainConfig): NetworkShape {
  const { steps, features } = VIEW_SHAPES[config.view]
  return {
    architecture: config.architecture,
    steps,
    features,
    hidden: config.hidden,
    labels: config.labels.length,
    readout: config.readout,
    connection: config.connection,
  }
}
