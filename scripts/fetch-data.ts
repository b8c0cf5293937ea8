/** Puts the public data sets into the cache as far as it lacks them, and checks them all. */
import { DATA_FILES } from '../training/src/data/source/data-files.ts'
import { openDataFile } from '../training/src/data/source/locate.ts'

async function main(): Promise<number> {
  const { EDGEINK_DATA: _, ...env } = process.env
  try {
    for (const file of DATA_FILES) {
      process.stdout.write(`data: ${file.path}\n`)
      await openDataFile(file, { env })
    }
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

process.exitCode = await main()
