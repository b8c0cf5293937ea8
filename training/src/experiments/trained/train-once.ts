import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { createProgress } from '../../cli/progress.ts'
import type { TrainConfig } from '../../config/config.ts'
import { parseConfig } from '../../config/parse.ts'
import { resumeRun, startRun } from '../../run/run.ts'
import { type RunFolder, runFolder } from '../../run/run-folder.ts'
import { type ExperimentContext, ExperimentError } from '../experiment.ts'
import type { Recipe } from './networks.ts'

/**
 * Trains by a recipe into `runs/<id>`: from its first step, from where a run was cut, or not at all if it has ended.
 *
 * @returns the finished run's folder, or undefined when it was interrupted
 * @throws {ExperimentError} when the folder holds a run of another recipe
 */
export async function trainOnce(
  id: string,
  recipe: Recipe,
  { runs, data, compute, signal, out }: ExperimentContext,
): Promise<RunFolder | undefined> {
  const folder = runFolder(runs, id)
  const config = parseConfig({ ...recipe, ...compute })
  await checkRecipe(folder, recipe, config)
  if (existsSync(`${folder.model}/manifest.json`)) return folder
  const progress = createProgress(out)
  const hooks = { onStep: progress.step, onEpoch: progress.epoch }
  const options = { folder, signal, data: { dir: data, signal }, hooks }
  try {
    const resumed = existsSync(folder.checkpoint)
    // A run that was cut before its first checkpoint has nothing to go on from.
    if (!resumed) await rm(folder.path, { recursive: true, force: true })
    const { outcome } = await (resumed ? resumeRun(options) : startRun(config, options))
    return outcome === 'interrupted' ? undefined : folder
  } finally {
    progress.stop()
  }
}

/** A run of the same recipe may have been trained on another backend, and with settings that came later. */
async function checkRecipe(
  { path, config: file }: RunFolder,
  recipe: Recipe,
  config: TrainConfig,
): Promise<void> {
  if (!existsSync(file)) return
  const { config: trained } = JSON.parse(await readFile(file, 'utf8'))
  const asked = (key: string) => config[key as keyof TrainConfig]
  const other = Object.keys(recipe).find((key) => !isDeepStrictEqual(trained[key], asked(key)))
  if (other === undefined) return
  throw new ExperimentError(
    `${path}: holds a run with ${other} ${JSON.stringify(trained[other])}, expected ${JSON.stringify(asked(other))}; move it away, or name another folder with --runs`,
  )
}
