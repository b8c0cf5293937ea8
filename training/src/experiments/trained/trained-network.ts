import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { networkShape } from '../../config/network-shape.ts'
import { loadMnist, type RasterSample } from '../../data/index.ts'
import type { Counted } from '../../evaluate/counted.ts'
import { percent } from '../../evaluate/percent.ts'
import type { TrainedManifest } from '../../export/export-model.ts'
import { parameterCount } from '../../model/network.ts'
import { DEFORMATION_RANGES } from '../deform/deformations.ts'
import type { Experiment } from '../experiment.ts'
import { type DeformedScore, type Int8Score, judgeDeformed, judgeInt8, judgeTest } from './judge.ts'
import { type NetworkName, recipeOf } from './networks.ts'
import { trainOnce } from './train-once.ts'

/** A network trained by the paper's recipe, on MNIST's test images and on the same images deformed. */
export interface TrainedResult {
  readonly network: NetworkName
  readonly seed: number
  readonly architecture: string
  readonly hidden: number
  readonly parameters: number
  readonly training: {
    readonly commit: string | null
    readonly backend: string
    readonly threads: number
    readonly epochs: number
    readonly seconds: number
  }
  /** Bytes of the files; int8 where the network has such a form. */
  readonly bytes: { readonly float32: number; readonly int8?: number }
  /** The float32 file by onnxruntime-web, as are the deformed images. */
  readonly test: Counted
  readonly deformed: readonly DeformedScore[]
  readonly int8?: readonly Int8Score[]
}

export interface TrainedOptions {
  readonly network: NetworkName
  readonly seed: number
  readonly quick: boolean
}

/** Of the drawing of deformations. */
const DEFORM_SEED = 1
const QUICK_IMAGES = 100
const MNIST_TEST_IMAGES = 10_000

/** Trains a network once and judges it. */
export async function trainedNetwork(options: TrainedOptions): Promise<Experiment> {
  const { network, seed, quick } = options
  const id = `${network}-seed-${seed}`
  const recipe = await recipeOf(network, seed, quick)
  const images = quick ? QUICK_IMAGES : MNIST_TEST_IMAGES
  return {
    name: id,
    group: 'training',
    about: `trains ${network} by the paper's recipe, seed ${seed}; ${images} test images, plain and deformed`,
    spec: { recipe, images, deform: { seed: DEFORM_SEED, ranges: DEFORMATION_RANGES } },
    async run(context) {
      const folder = await trainOnce(id, recipe, context)
      if (folder === undefined) return undefined
      const tell = (text: string) => context.out.write(`judging ${folder.path}: ${text}\n`)
      const { test } = await loadMnist({ dir: context.data, signal: context.signal })
      return judge(folder.model, options, test.slice(0, images), tell)
    },
  }
}

async function judge(
  folder: string,
  { network, seed }: TrainedOptions,
  images: readonly RasterSample[],
  tell: (text: string) => void,
): Promise<TrainedResult> {
  const manifest: TrainedManifest = JSON.parse(
    await readFile(join(folder, 'manifest.json'), 'utf8'),
  )
  const { training, quantized, views } = manifest
  const { architecture, hidden, threads } = training.config
  const { labels, score: test } = await judgeTest(folder, images)
  tell(`${percent(test.accuracy)} right`)
  return {
    network,
    seed,
    architecture,
    hidden,
    parameters: parameterCount(networkShape(training.config)),
    training: {
      commit: training.commit ?? null,
      backend: training.backend,
      threads,
      epochs: training.epochs,
      seconds: Math.round(training.seconds),
    },
    bytes: {
      float32: (await stat(join(folder, views[0].file))).size,
      ...(quantized && { int8: quantized.bytes }),
    },
    test,
    deformed: await judgeDeformed(folder, images, DEFORM_SEED, ({ deformation, accuracy }) =>
      tell(`${deformation} ${percent(accuracy)}`),
    ),
    ...(quantized && { int8: await judgeInt8(folder, images, labels) }),
  }
}
