import { joinFloats } from '../compute/join-floats.ts'
import { drawnInks, momentsOf } from '../evaluate/drawn-inks.ts'
import type { EvaluationSet } from '../evaluate/evaluation.ts'
import { predictedLabels } from '../loop/score.ts'
import type { Sample } from '../pipeline/reader.ts'
import type { ValidationKinds, ValidationLogits } from './fit-fusion.ts'
import type { FinishedRun } from './read-run.ts'
import type { QuantizationScore } from './shipped-manifest.ts'
import { viewLogits } from './view-logits.ts'

/** What the shipped bytes of each run say of a set. */
interface SetLogits extends ValidationLogits {
  readonly isImages: boolean
}

/** Logits of the int8 files on validation, by kind. */
export async function logitsByKind(
  runs: readonly FinishedRun[],
  sets: readonly EvaluationSet[],
): Promise<ValidationKinds> {
  const all: SetLogits[] = []
  for (const { samples } of sets) {
    all.push({ ...(await logitsOf(runs, samples)), isImages: isImages(samples) })
  }
  const partial = momentsOf(drawnInks(sets))
  const images = all.filter((set) => set.isImages && set.views.some(Boolean))
  return {
    inks: join(all.filter((set) => !set.isImages)),
    ...(images.length > 0 ? { images: join(images) } : {}),
    ...(partial.length > 0 ? { partial: await logitsOf(runs, partial) } : {}),
  }
}

/** Counts right answers of float32, by onnxruntime-web (our WebAssembly kernels would quantize it), and of what is shipped. */
export async function scoreQuantization(
  runs: readonly FinishedRun[],
  sets: readonly EvaluationSet[],
): Promise<QuantizationScore[]> {
  const scores: QuantizationScore[] = []
  for (const { name, samples } of sets) {
    for (const run of runs.filter((candidate) => applies(candidate, samples))) {
      const labels = labelsOf(run, samples)
      const float32 = await viewLogits(run.float32, samples, { engine: 'ort' })
      const int8 = await viewLogits(run.int8, samples)
      scores.push({
        set: name,
        view: run.input,
        count: samples.length,
        float32: countCorrect(float32, labels),
        int8: countCorrect(int8, labels),
      })
    }
  }
  return scores
}

async function logitsOf(
  runs: readonly FinishedRun[],
  samples: readonly Sample[],
): Promise<ValidationLogits> {
  const views: (Float32Array | undefined)[] = []
  for (const run of runs) {
    views.push(applies(run, samples) ? await viewLogits(run.int8, samples) : undefined)
  }
  return { labels: labelsOf(runs[0], samples), views }
}

function join(sets: readonly ValidationLogits[]): ValidationLogits {
  const labels = Uint8Array.from(sets.flatMap((set) => [...set.labels]))
  const views = sets[0].views.map((first, view) =>
    first === undefined ? undefined : joinFloats(sets.map((set) => set.views[view]!)),
  )
  return { labels, views }
}

function applies({ input }: FinishedRun, samples: readonly Sample[]): boolean {
  return input === 'raster/1' || !isImages(samples)
}

function isImages(samples: readonly Sample[]): boolean {
  return samples[0].source === 'mnist'
}

function labelsOf({ config }: FinishedRun, samples: readonly Sample[]): Uint8Array {
  return Uint8Array.from(samples, ({ label }) => config.labels.indexOf(label))
}

function countCorrect(logits: Float32Array, labels: Uint8Array): number {
  const predicted = predictedLabels(logits, logits.length / labels.length)
  return labels.reduce((sum, label, i) => sum + (label === predicted[i] ? 1 : 0), 0)
}
