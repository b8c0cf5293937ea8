// workerd alone, with nothing of wrangler or miniflare around it: what a measurement of the worker must see.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BundledModule } from './bundle-worker.ts'
import { freePort } from './port.ts'
import { ROOT } from './run.ts'

export interface WorkerdOptions {
  /** Text bindings. */
  readonly vars?: Readonly<Record<string, string>>
  readonly compatibilityDate?: string
}

export interface WorkerdProcess extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the process's start to its first answer. */
  readonly readyMs: number
  /** What it wrote to stderr and stdout. */
  readonly output: () => string
  readonly alive: () => boolean
}

const COMPATIBILITY_DATE = '2026-08-01'
const PATIENCE_MS = 30_000

/** Starts workerd on a bundle and waits for its first answer, whatever that is. */
export async function startWorkerd(
  modules: readonly BundledModule[],
  options: WorkerdOptions = {},
): Promise<WorkerdProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-workerd-'))
  for (const { name, bytes } of modules) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), bytes)
  }
  const port = await freePort()
  const config = join(folder, 'config.capnp')
  await writeFile(config, capnp(modules, port, options))
  const start = performance.now()
  const child = spawn(`${ROOT}node_modules/.bin/workerd`, ['serve', '--experimental', config])
  const release = leash(child, folder)
  let output = ''
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-100_000)
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const dispose = async () => {
    await stop(child)
    await rm(folder, { recursive: true, force: true })
    release()
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await firstAnswer(url, child, () => output)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    url,
    pid: child.pid!,
    readyMs: performance.now() - start,
    output: () => output,
    alive: () => child.exitCode === null && child.signalCode === null,
    [Symbol.asyncDispose]: dispose,
  }
}

async function firstAnswer(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) break
    const answered = await fetch(`${url}/version`).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    )
    if (answered) return
    await sleep(2)
  }
  throw new Error(`workerd did not answer: ${output() || `exit code ${child.exitCode}`}`)
}

/**
 * Has workerd and its folder go with this process however that ends, by SIGKILL too: a shell reads from a pipe that
 * this process never writes to, and that the system closes then. Gives what lets go of both.
 */
function leash({ pid }: ChildProcess, folder: string): () => void {
  const script = 'cat > /dev/null; kill -9 "$0"; rm -rf "$1"'
  const guard = spawn('sh', ['-c', script, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In a group of its own: an interrupt from the keyboard is not for it.
    detached: true,
  })
  guard.unref()
  return () => guard.kill('SIGKILL')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** workerd's configuration: https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp */
function capnp(
  modules: readonly BundledModule[],
  port: number,
  { vars = {}, compatibilityDate = COMPATIBILITY_DATE }: WorkerdOptions,
): string {
  const embedded = modules.map(
    ({ name, kind }) => `(name = ${quote(name)}, ${kind} = embed ${quote(name)})`,
  )
  const bindings = Object.entries(vars).map(
    ([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${embedded.join(', ')}],
    bindings = [${bindings.join(', ')}],
    compatibilityDate = ${quote(compatibilityDate)},
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`
}

function quote(text: string): string {
  return JSON.stringify(text)
}
