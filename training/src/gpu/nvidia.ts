import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * What `nvidia-smi -L` lists: a line for each of NVIDIA's GPUs.
 *
 * @throws {Error} where there is no NVIDIA GPU or no driver
 */
export async function listNvidia(): Promise<string> {
  const { stdout } = await promisify(execFile)('nvidia-smi', ['-L'], { timeout: 20_000 })
  return stdout
}
