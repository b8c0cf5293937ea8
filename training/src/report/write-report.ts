import { join } from 'node:path'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import type { DataOptions } from '../data/index.ts'
import type { RunFolder } from '../run/run-folder.ts'
import { findings } from './findings.ts'
import { reportPage } from './page.ts'

/**
 * Writes `report.html` into the folder of a finished run.
 *
 * @returns its path
 * @throws {ModelFolderError} when the run has not finished
 */
export async function writeReport(folder: RunFolder, options: DataOptions = {}): Promise<string> {
  const path = join(folder.path, 'report.html')
  await writeFileAtomically(path, reportPage(await findings(folder, options)))
  return path
}
