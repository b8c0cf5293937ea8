import { batchSize } from './cost/batch-size.ts'
import { checkpointing } from './cost/checkpointing.ts'
import type { Experiment } from './experiment.ts'
import { NETWORKS, type NetworkName, SEEDS } from './trained/networks.ts'
import { trainedNetwork } from './trained/trained-network.ts'

/**
 * What training measures of the paper's claims, the first seed of every network before the second of any.
 *
 * @param quick in seconds rather than hours; the figures mean nothing
 */
export async function trainingExperiments(quick: boolean): Promise<Experiment[]> {
  const networks = Object.keys(NETWORKS) as NetworkName[]
  const trained = SEEDS.flatMap((seed) =>
    networks.map((network) => trainedNetwork({ network, seed, quick })),
  )
  return [...(await Promise.all(trained)), await batchSize(quick), checkpointing(quick)]
}
