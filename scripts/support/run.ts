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

/** Like {@link run}, but keeps what the command says instead of showing it. */
export function capture(
  command: string,
  args: readonly string[],
  env = process.env,
): Promise<{ readonly code: number; readonly output: string }> {
  const path = `${ROOT}node_modules/.bin:${process.env.PATH}`
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...env, PATH: path } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Ends this process when the `npm run` that started it was killed: npm hands the signal to its shell, which dies of it
 * and hands it on to nobody.
 */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  setInterval(() => process.ppid === shell || process.exit(143), 500).unref()
}
