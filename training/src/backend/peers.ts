import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { BackendError } from './names.ts'

/** Backends whose packages are too heavy for every clone; each has a folder of its own, installed on demand. */
export type PeerName = 'cuda' | 'native' | 'webgpu'

const PEERS = new URL('../../peers/', import.meta.url)

/** Folder of a peer's package.json, relative to the root, as commands name it. */
const folderName = (peer: PeerName) => `training/peers/${peer}`

/** TensorFlow's packages fetch libtensorflow in their install script; Dawn comes in its package. */
const NEEDS_SCRIPTS: Readonly<Record<PeerName, boolean>> = {
  cuda: true,
  native: true,
  webgpu: false,
}

/** Command that installs a peer, to be typed in the repository's root. */
export function installCommand(peer: PeerName): string {
  const flags = NEEDS_SCRIPTS[peer] ? '' : ' --ignore-scripts'
  return `npm ci --prefix ${folderName(peer)}${flags}`
}

/**
 * Loads a package of a peer: one that stands beside `training`'s dependencies, as an optional peer does, else the one in
 * the peer's folder.
 *
 * @throws {BackendError} when it is not installed, or its native code does not load; the cause is kept
 */
export async function importPeer(peer: PeerName, packageName: string): Promise<unknown> {
  const path = findPackage(peer, packageName)
  if (path === undefined) {
    throw new BackendError(
      `${packageName} is not installed, neither beside training nor in ${folderName(peer)}; install it with: ${installCommand(peer)}`,
    )
  }
  try {
    return await import(pathToFileURL(path).href)
  } catch (cause) {
    throw new BackendError(
      `${packageName} is installed (${path}) and does not load: ${firstLine(cause)}; install it anew with: ${installCommand(peer)}`,
      { cause },
    )
  }
}

/** Whether a peer's package can be found; it may still not load. */
export function hasPackage(peer: PeerName, packageName: string): boolean {
  return findPackage(peer, packageName) !== undefined
}

function findPackage(peer: PeerName, packageName: string): string | undefined {
  for (const from of [import.meta.url, new URL(`${peer}/package.json`, PEERS)]) {
    try {
      return createRequire(from).resolve(packageName)
    } catch {
      // Not there: the next place may have it.
    }
  }
  return undefined
}

/** Last words of npm that are kept for an error message. */
const KEPT_OUTPUT = 2000

/**
 * Installs a peer into its folder with `npm ci`; what npm says goes to standard error.
 *
 * @throws {BackendError} when npm fails, with its last line
 */
export async function installPeer(peer: PeerName): Promise<void> {
  const folder = fileURLToPath(new URL(peer, PEERS))
  const scripts = NEEDS_SCRIPTS[peer] ? [] : ['--ignore-scripts']
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder, ...scripts], {
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  let said = ''
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text)
    said = (said + text).slice(-KEPT_OUTPUT)
  })
  const outcome = await new Promise<number | Error>((resolve) => {
    npm.once('error', resolve).once('close', (code) => resolve(code ?? -1))
  })
  if (outcome === 0) return
  throw new BackendError(`${installCommand(peer)} failed: ${reasonOf(outcome, said)}`)
}

function reasonOf(outcome: number | Error, said: string): string {
  if (outcome instanceof Error) return outcome.message
  const errors = said
    .split('\n')
    .filter((line) => /^npm (error|ERR!) (?!A complete log)\S/.test(line))
  return errors.at(0)?.trim() ?? `exit code ${outcome}`
}

/** An error in a line: messages of native loaders go on for pages. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0].trim()
}
