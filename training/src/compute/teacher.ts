import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type AsyncClassifier,
  type Classifier,
  loadClassifier,
  UnsupportedModelError,
} from '@edgeink/engine'
import type { ViewName } from '../config/config.ts'
import { readModelFolder } from '../evaluate/model-folder.ts'

/** A teacher that cannot teach this student. */
export class TeacherError extends Error {
  override readonly name = 'TeacherError'
  readonly code = 'TEACHER'
}

export interface TeacherView {
  readonly view: ViewName
  readonly weight: number
  readonly classifier: Classifier | AsyncClassifier
}

/** A model that a student learns from. */
export interface Teacher {
  readonly views: readonly TeacherView[]
  /** For each label of the student its place among the teacher's. */
  readonly positions: readonly number[]
}

/**
 * Loads a teacher from the folder of a model, or of a run that has finished. Our engine's int16 kernel computes it, at
 * a fraction of what a forward pass of TensorFlow.js takes; onnxruntime-web computes what the engine does not run.
 *
 * @throws {ModelFolderError} when there is no model
 * @throws {TeacherError} when it does not know all of the student's labels
 */
export async function loadTeacher(path: string, labels: readonly string[]): Promise<Teacher> {
  const { manifest, files } = await readModelFolder(await modelFolder(path))
  const positions = labels.map((label) => manifest.labels.indexOf(label))
  const missing = labels.filter((_, i) => positions[i] < 0)
  if (missing.length > 0) {
    throw new TeacherError(
      `teacher ${path}: expected a model that knows all labels of the student, got one without ${missing.join(' ')}; train it with --labels ${labels.join(',')}`,
    )
  }
  const views = await Promise.all(
    manifest.views.map(async ({ input, file, weight }) => ({
      view: input === 'raster/1' ? ('raster' as const) : ('trace' as const),
      weight,
      classifier: await loadTeacherClassifier(new Uint8Array(files[file])),
    })),
  )
  return { views, positions }
}

/** A run has its model in `export/`. */
async function modelFolder(path: string): Promise<string> {
  const exported = join(path, 'export')
  const isRun = await stat(exported).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  return isRun ? exported : path
}

async function loadTeacherClassifier(bytes: Uint8Array): Promise<Classifier | AsyncClassifier> {
  try {
    // Not the relaxed kernel: soft labels should not have the noise of states of 7 bits.
    return await loadClassifier(bytes, { kernel: 'wasm-simd' })
  } catch (error) {
    if (!(error instanceof UnsupportedModelError)) throw error
    return loadClassifier(bytes, { engine: 'ort' })
  }
}

/** Frees a teacher's memory. */
export function disposeTeacher({ views }: Teacher): void {
  for (const { classifier } of views) classifier.dispose()
}
