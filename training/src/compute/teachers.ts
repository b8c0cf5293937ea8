import type { TrainConfig, ViewName } from '../config/config.ts'
import { createReader, type ReaderSetup, VIEW_SHAPES } from '../pipeline/reader.ts'
import { sampleStream } from '../pipeline/streams.ts'
import { addSoftmax, type SoftLabels } from './soft-labels.ts'
import { disposeTeacher, loadTeacher, type Teacher, type TeacherView } from './teacher.ts'
import type { DistillationSetup, GradientRequest, InputReader } from './unit.ts'

/** Several teachers, asked about the very samples, augmented, that the student is trained on. */
export interface Teachers {
  /** @param inputs of the student's view, as they were drawn for the request */
  soften(request: GradientRequest, inputs: Float32Array): Promise<SoftLabels>
}

/** Loads the teachers of a run into this thread. */
export async function loadTeachers(
  { teachers: paths, temperature, alpha }: DistillationSetup,
  readerSetup: ReaderSetup,
  seed: number,
): Promise<Teachers> {
  const { labels, samples } = readerSetup
  const known = new Set(labels)
  const teachers = await Promise.all(paths.map((path) => loadTeacher(path, labels)))
  const draw = createDraw(readerSetup, seed)
  return {
    async soften(request, inputs) {
      const count = request.samples.length
      const probabilities = new Float32Array(count * labels.length)
      const seen = new Float32Array(count)
      for (const teacher of teachers) {
        const logits = await teacherLogits(teacher, count, draw(request, inputs))
        logits.forEach((row, i) => {
          // A teacher was not made for what is none of the labels.
          if (row === undefined || !known.has(samples[request.samples[i]].label)) return
          const own = probabilities.subarray(i * labels.length, (i + 1) * labels.length)
          addSoftmax(own, row, temperature)
          seen[i]++
        })
      }
      probabilities.forEach((sum, i) => {
        probabilities[i] = sum / Math.max(1, seen[Math.floor(i / labels.length)])
      })
      return { probabilities, weights: seen.map((times) => (times > 0 ? alpha : 0)) }
    },
  }
}

/**
 * Whether the teachers of a config are there and know its labels.
 *
 * @throws {ModelFolderError | TeacherError} when one does not
 */
export async function checkTeachers({ teacher, labels }: TrainConfig): Promise<void> {
  for (const path of teacher) disposeTeacher(await loadTeacher(path, labels))
}

/** Inputs of a view for those samples of a request that have it. */
interface DrawnView {
  /** Places in the request. */
  readonly rows: readonly number[]
  readonly inputs: Float32Array
}

type Draw = (request: GradientRequest, inputs: Float32Array) => (view: ViewName) => DrawnView

/**
 * Another view than the student's is drawn from the sample's own stream again, so that it shows the same augmented
 * ink. Images have no trace.
 */
function createDraw(setup: ReaderSetup, seed: number): Draw {
  const readers = new Map<ViewName, InputReader>()
  const readerOf = (view: ViewName) => {
    const reader = readers.get(view) ?? createReader({ ...setup, view })
    readers.set(view, reader)
    return reader
  }
  return ({ epoch, position, samples }, inputs) =>
    (view) => {
      const all = Array.from(samples, (_, row) => row)
      if (view === setup.view) return { rows: all, inputs }
      const hasView = (row: number) =>
        view === 'raster' || setup.samples[samples[row]].source !== 'mnist'
      const rows = all.filter(hasView)
      const size = VIEW_SHAPES[view].steps * VIEW_SHAPES[view].features
      const drawn = new Float32Array(rows.length * size)
      rows.forEach((row, i) => {
        const random = sampleStream(seed, epoch, position + row)
        readerOf(view).read(samples[row], drawn.subarray(i * size, (i + 1) * size), random)
      })
      return { rows, inputs: drawn }
    }
}

/** A teacher's logits of the student's labels, by row; undefined where it has no view of the sample. */
async function teacherLogits(
  { views, positions }: Teacher,
  count: number,
  drawView: (view: ViewName) => DrawnView,
): Promise<(number[] | undefined)[]> {
  const fused = Array.from({ length: count }, () => ({ sum: positions.map(() => 0), weight: 0 }))
  for (const view of views) {
    const { rows, inputs } = drawView(view.view)
    if (rows.length > 0) await addView(fused, view, positions, { rows, inputs })
  }
  // As the engine does where a view is missing: the others' weights grow to the same sum.
  const total = views.reduce((sum, { weight }) => sum + weight, 0)
  return fused.map(({ sum, weight }) =>
    weight > 0 ? sum.map((logit) => (logit * total) / weight) : undefined,
  )
}

async function addView(
  fused: readonly { readonly sum: number[]; weight: number }[],
  { classifier, weight }: TeacherView,
  positions: readonly number[],
  { rows, inputs }: DrawnView,
): Promise<void> {
  const logits = await classifier.logits(inputs, rows.length)
  const width = classifier.labels.length
  rows.forEach((row, i) => {
    const entry = fused[row]
    positions.forEach((position, label) => {
      entry.sum[label] += weight * logits[i * width + position]
    })
    entry.weight += weight
  })
}
