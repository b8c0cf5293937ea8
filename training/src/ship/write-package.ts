import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import { VIEWS } from '../config/config.ts'
import { writeJson } from '../run/run-folder.ts'
import type { FinishedRun } from './read-run.ts'
import type { ShippedModel } from './ship-model.ts'

/**
 * Writes a model into its package: manifest, files, and of each run `training/<view>/config.json` and `history.json`.
 * Views that an earlier model had and this one lacks go; the model card and everything else stays.
 */
export async function writePackage(
  folder: string,
  { manifest, files }: ShippedModel,
  runs: readonly FinishedRun[],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await removeViews(folder, runs)
  for (const [file, bytes] of Object.entries(files)) {
    await writeFileAtomically(join(folder, file), new Uint8Array(bytes))
  }
  for (const { config, records } of runs) {
    const training = join(folder, 'training', config.view)
    await mkdir(training, { recursive: true })
    await writeJson(join(training, 'config.json'), records.config)
    await writeJson(join(training, 'history.json'), records.history)
  }
  // Last, for it vouches for the files.
  await writeJson(join(folder, 'manifest.json'), manifest)
}

async function removeViews(folder: string, runs: readonly FinishedRun[]): Promise<void> {
  const shipped = new Set(runs.map(({ config }) => config.view))
  for (const view of VIEWS.filter((name) => !shipped.has(name))) {
    await rm(join(folder, `${view}.onnx`), { force: true })
    await rm(join(folder, 'training', view), { recursive: true, force: true })
  }
}
