import { join } from 'node:path'
import { loadMnist } from '../../../training/src/data/index.ts'
import { type Counted, counted } from '../../../training/src/evaluate/counted.ts'
import { readModelFolder } from '../../../training/src/evaluate/model-folder.ts'
import { toUnit } from '../../../training/src/evaluate/predict.ts'
import type { Experiment } from '../../../training/src/experiments/experiment.ts'
import { installPeers, loadOrtNode } from './native-peers.ts'

/** Both files of a trained network by the native onnxruntime, which training may not know. */
export interface NativeInt8Result {
  readonly engine: 'onnxruntime-node'
  /** Name of the experiment whose run it is. */
  readonly run: string
  readonly float32: Counted
  readonly int8: Counted
  /** Answers of int8 that are not those of float32. */
  readonly changed: number
}

const PIXELS = 784
const LABELS = 10
const CHUNK = 250
const QUICK_IMAGES = 250

/** What onnxruntime-node gets right of MNIST's test images in int8, by the run that another experiment trained. */
export function nativeInt8Experiment(seed: number, quick: boolean): Experiment {
  const run = `bilstm-final-seed-${seed}`
  const images = quick ? QUICK_IMAGES : 10_000
  return {
    name: `int8-onnxruntime-node-seed-${seed}`,
    group: 'training',
    about: `what onnxruntime-node gets right in float32 and int8, by the run of ${run}`,
    spec: { run, images },
    async run({ runs, data, signal }): Promise<NativeInt8Result> {
      const folder = join(runs, run, 'export')
      const models = [await readModelFolder(folder), await readModelFolder(folder, true)]
      installPeers()
      const { test } = await loadMnist({ dir: data, signal })
      const asked = test.slice(0, images)
      const rasters = asked.map(({ raster }) => toUnit(raster))
      const answers: number[][] = []
      for (const { manifest, files } of models) {
        answers.push(await answer(files[manifest.views[0].file] as Uint8Array, rasters))
      }
      const [float32, int8] = answers
      const count = (labels: readonly number[]) =>
        counted(labels.filter((label, i) => asked[i].label === String(label)).length, images)
      return {
        engine: 'onnxruntime-node',
        run,
        float32: count(float32),
        int8: count(int8),
        changed: int8.filter((label, i) => label !== float32[i]).length,
      }
    },
  }
}

/** The place of the greatest logit for each image: MNIST's labels in their order. */
async function answer(bytes: Uint8Array, rasters: readonly Float32Array[]): Promise<number[]> {
  const subject = await loadOrtNode(bytes)
  const labels: number[] = []
  for (let start = 0; start < rasters.length; start += CHUNK) {
    const chunk = rasters.slice(start, start + CHUNK)
    const inputs = new Float32Array(chunk.length * PIXELS)
    chunk.forEach((raster, i) => {
      inputs.set(raster, i * PIXELS)
    })
    const logits = new Float32Array(chunk.length * LABELS)
    await subject.run(inputs, chunk.length, logits)
    for (let i = 0; i < chunk.length; i++) {
      const row = logits.subarray(i * LABELS, (i + 1) * LABELS)
      labels.push(row.indexOf(Math.max(...row)))
    }
  }
  return labels
}
