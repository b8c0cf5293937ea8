import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository's root folder, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The condition of each package's exports map that leads to its TypeScript sources. */
export const SOURCE_CONDITION = '@edgeink/source'

/** Runs a command of `node_modules/.bin` (or of the PATH) in the root folder; resolves to its exit code. */
export function run(command: string, args: readonly string[], env = process.env): Promise<number> {
  const path = `${ROOT}node_modules/.bin:${process.env.PATH}`
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...env, PATH: path } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)))
  })
}
