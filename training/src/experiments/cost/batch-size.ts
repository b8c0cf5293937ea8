import { type BackendName, presentBackends } from '../../backend/backend.ts'
import { parseConfig } from '../../config/parse.ts'
import { loadDataset } from '../../pipeline/dataset.ts'
import type { Experiment, ExperimentContext } from '../experiment.ts'
import { type Recipe, recipeOf } from '../trained/networks.ts'
import { measureSteps } from './measure-steps.ts'

/** Speed of training at one batch size. */
export interface BatchSpeed {
  readonly batch: number
  /** Steps that were timed, over all rounds. */
  readonly steps: number
  /** Of the median step, and of the fastest one; null where a step would take too long to be measured. */
  readonly samplesPerSecond: number | null
  readonly fastest: number | null
}

export interface BatchSizeResult {
  readonly threads: number
  readonly backends: readonly {
    readonly backend: BackendName
    readonly speeds: readonly BatchSpeed[]
  }[]
}

/** Each round goes through the sizes in the other direction, so that a machine that slows down slows all of them. */
const SPEC = { batches: [32, 64, 128, 256, 512], rounds: 2, seconds: 1.5, images: 8192 } as const
const QUICK_SPEC = { batches: [16, 32], rounds: 1, seconds: 0.01, images: 128 } as const
/** Seconds of a step that is not waited for. */
const SLOWEST_STEP = 5

/** Samples per second of training the paper's network, by batch size and backend. */
export async function batchSize(quick: boolean): Promise<Experiment> {
  const recipe = await recipeOf('bilstm-final', 1, quick)
  const spec = quick ? QUICK_SPEC : SPEC
  return {
    name: 'batch-size',
    group: 'timing',
    about: `samples per second of training at batch sizes ${spec.batches.join(', ')}, on each backend present`,
    spec: { recipe, ...spec },
    run: (context) => measure(recipe, spec, context),
  }
}

async function measure(
  recipe: Recipe,
  { batches, rounds, seconds, images }: typeof SPEC | typeof QUICK_SPEC,
  { data, compute, signal, out }: ExperimentContext,
): Promise<BatchSizeResult | undefined> {
  const config = parseConfig({ ...recipe, ...compute, limit: images, epochs: 1000 })
  const dataset = await loadDataset(config, { dir: data, signal })
  const present = (await presentBackends()).filter(
    (name) => compute.backend === undefined || compute.backend === name,
  )
  const backends: { backend: BackendName; speeds: BatchSpeed[] }[] = []
  for (const backend of present) {
    const options = { dataset, seconds, signal }
    const times = new Map<number, number[]>(batches.map((batch) => [batch, []]))
    for (let round = 0; round < rounds; round++) {
      for (const batch of round % 2 === 0 ? batches : batches.toReversed()) {
        if (isTooSlow(times, batch)) continue
        out.write(`${backend}, batch ${batch}, round ${round + 1} of ${rounds}\n`)
        times.get(batch)?.push(...(await measureSteps({ ...config, backend, batch }, options)))
        if (signal.aborted) return undefined
      }
    }
    backends.push({ backend, speeds: batches.map((batch) => speedOf(batch, times.get(batch)!)) })
  }
  return { threads: config.threads, backends }
}

/** Judged by the largest batch that was measured. */
function isTooSlow(times: ReadonlyMap<number, readonly number[]>, batch: number): boolean {
  const known = [...times].filter(([, steps]) => steps.length > 0).at(-1)
  return known !== undefined && (Math.min(...known[1]) * batch) / known[0] > SLOWEST_STEP
}

function speedOf(batch: number, steps: readonly number[]): BatchSpeed {
  if (steps.length === 0) return { batch, steps: 0, samplesPerSecond: null, fastest: null }
  const sorted = [...steps].sort((a, b) => a - b)
  const perSecond = (step: number) => Math.round((10 * batch) / step) / 10
  const median = sorted[Math.floor(sorted.length / 2)]
  return {
    batch,
    steps: steps.length,
    samplesPerSecond: perSecond(median),
    fastest: perSecond(sorted[0]),
  }
}
