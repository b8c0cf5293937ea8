import { resolve } from 'node:path'

/**
 * The data folder for tests: `EDGEINK_DATA`, which `npm test` sets to the cache where it has downloaded the data, else
 * `../shared/data` beside the repository. A test that reads it fails, with a `DATA_MISSING` that says so, where there
 * is none: real data is part of what is tested, so nothing is skipped.
 */
export function testDataDir(): string {
  return process.env.EDGEINK_DATA || resolve(import.meta.dirname, '../../../../shared/data')
}
