import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Starts workerd on a worker that answers nothing but hello, tells what belongs to it, and lives on. */
const STARTER = `
import { readFileSync } from 'node:fs'
import { startWorkerd } from '${new URL('workerd-process.ts', import.meta.url)}'
const code = 'export default { fetch: () => new Response("hello") }'
const bytes = new TextEncoder().encode(code)
const { pid } = await startWorkerd([{ name: 'main.js', kind: 'esModule', bytes }])
const config = readFileSync('/proc/' + pid + '/cmdline', 'utf8').split('\\0').find((word) => word.endsWith('.capnp'))
console.log(JSON.stringify({ pid, config }))
`

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [chunk] = await once(stdout!, 'data')
  return String(chunk)
}

// Where a process's command line can be read.
test.runIf(existsSync('/proc/self/cmdline'))(
  'workerd and its folder are gone with the process that started it, killed or not',
  async () => {
    const starter = spawn(process.execPath, ['--input-type=module', '-e', STARTER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { pid, config } = JSON.parse(await firstLine(starter))
    expect(isAlive(pid)).toBe(true)
    expect(existsSync(config)).toBe(true)
    starter.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false)
    await expect.poll(() => existsSync(config), { timeout: 30_000 }).toBe(false)
  },
)
