import { createHash } from 'node:crypto'
import { startPool } from '../../compute/pool.ts'
import { networkShape } from '../../config/network-shape.ts'
import { parseConfig } from '../../config/parse.ts'
import { createRunState } from '../../loop/run-state.ts'
import { train } from '../../loop/train.ts'
import type { ArchitectureName } from '../../model/architecture.ts'
import { initialiseParameters } from '../../model/initialise.ts'
import { createNetwork } from '../../model/network.ts'
import { layoutParameters } from '../../model/parameters.ts'
import { VIEW_SHAPES } from '../../pipeline/reader.ts'
import { initialStream } from '../../pipeline/streams.ts'
import { TOY_LABELS, toyDataset } from '../../testing/toy-dataset.ts'
import type { BackendName } from '../backend.ts'

/** How training begins on a backend. */
export interface FirstSteps {
  readonly backend: BackendName
  readonly threads: number
  /** Mean loss of each step alone. */
  readonly losses: readonly number[]
  /** Of all weights after the steps, to the last bit. */
  readonly weights: string
}

export interface FirstStepsOptions {
  readonly backend: BackendName
  readonly architecture: ArchitectureName
  readonly hidden: number
  readonly batch: number
  readonly threads: number
}

export const STEPS = 3

/** Trains a raster network for three steps on toy images, augmented and with dropout, as a run does it. */
export async function firstSteps({
  backend,
  threads,
  ...shape
}: FirstStepsOptions): Promise<FirstSteps> {
  const config = parseConfig({
    ...shape,
    labels: TOY_LABELS,
    sources: { mnist: 1 },
    epochs: 1,
    warmup: 0,
  })
  const validation = 12
  const set = toyDataset(STEPS * shape.batch + validation)
  const network = createNetwork(networkShape(config))
  const layout = layoutParameters(network.parameters)
  const state = createRunState(config, initialiseParameters(layout, initialStream(config.seed)))
  const { dropout, labelSmoothing, seed } = config
  const pool = await startPool({
    setup: {
      backend,
      network: network.shape,
      normalisation: VIEW_SHAPES.raster,
      dropout,
      labelSmoothing,
      seed,
    },
    readerSetup: { view: 'raster', augment: true, labels: TOY_LABELS, samples: set.samples },
    size: layout.size,
    threads,
  })
  try {
    const sums: number[] = []
    const stop = new AbortController()
    await train({
      state,
      pool,
      layout,
      set,
      signal: stop.signal,
      onStep: ({ step, loss }) => {
        sums.push(step * loss)
        if (step === STEPS) stop.abort()
      },
    })
    return {
      backend: pool.backend,
      threads: pool.threads,
      losses: sums.map((sum, i) => sum - (sums[i - 1] ?? 0)),
      weights: createHash('sha256').update(state.weights).digest('hex'),
    }
  } finally {
    await pool.close()
  }
}
