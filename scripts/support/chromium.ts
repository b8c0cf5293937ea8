import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { CommandError } from './command.ts'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const ADVICE =
  'The browser tests need Chrome or Chromium and found none: install one (Debian and Ubuntu: ' +
  '`sudo apt-get install chromium`), or set EDGEINK_CHROMIUM to the path of its executable.'

/** Path of a Chrome or Chromium: `EDGEINK_CHROMIUM` first, then the usual places; undefined where there is none. */
export function findChromium(): string | undefined {
  const chosen = process.env.EDGEINK_CHROMIUM
  if (chosen) {
    if (existsSync(chosen)) return chosen
    throw new CommandError(
      `EDGEINK_CHROMIUM names '${chosen}', and there is no such file: correct or unset it.`,
    )
  }
  return CANDIDATES.find((path) => existsSync(path))
}

/** The same, but installs Debian's package where this process may (root with apt), else throws advice. */
export function requireChromium(): string {
  const found = findChromium() ?? installChromium()
  if (!found) throw new CommandError(ADVICE)
  return found
}

function installChromium(): string | undefined {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return undefined
  console.log('No Chrome or Chromium found: installing the package chromium …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (status !== 0) return undefined
  }
  return findChromium()
}
