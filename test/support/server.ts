/** The real worker in workerd, with the demo page that `npm run build` made. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { ROOT, SOURCE_CONDITION } from '../../scripts/support/run.ts'

export interface RunningServer {
  /** Address without a trailing slash. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts the worker on a free port. `EDGEINK_URL` names one that runs already, such as a deployment. */
export async function startServer(): Promise<RunningServer> {
  const running = process.env.EDGEINK_URL
  if (running) return { url: running.replace(/\/$/, ''), stop: async () => {} }
  const port = await freePort()
  const child = spawnWrangler(port)
  await ready(child)
  return { url: `http://localhost:${port}`, stop: () => stop(child) }
}

function spawnWrangler(port: number): ChildProcess {
  const config = ['--config', 'workers/classify/wrangler.jsonc']
  const args = ['dev', ...config, '--port', `${port}`, '--inspector-port', '0', '--local']
  return spawn(process.execPath, [`${ROOT}node_modules/wrangler/bin/wrangler.js`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRANGLER_BUILD_CONDITIONS: `${SOURCE_CONDITION},workerd,worker,browser`,
      WRANGLER_SEND_METRICS: 'false',
      NO_COLOR: '1',
    },
  })
}

/** Resolves once wrangler says so, and rejects with all it said when it ends before that. */
function ready(child: ChildProcess): Promise<void> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (line.includes('Ready on')) resolve()
      })
    }
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`wrangler dev ended with exit code ${code}:\n${said.join('\n')}`))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
