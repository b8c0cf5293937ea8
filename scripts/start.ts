/**
 * `npm start`: builds what must be built, serves the worker and its demo page in workerd (wrangler dev),
 * and prints where to draw.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CommandError, runScript } from './support/command.ts'
import { isPortFree, lanAddresses, parsePort } from './support/port.ts'
import { ROOT, run, SOURCE_CONDITION } from './support/run.ts'
import { WRANGLER_ENVIRONMENT } from './support/wrangler.ts'

const DEFAULT_PORT = 8787

/** Listening on all interfaces is what lets a phone in the same network open the page. */
const DEFAULT_HOST = '0.0.0.0'

const HELP = `npm start [-- flags]

Builds the demo page, serves it with the worker in workerd, and prints where to draw.

  --port N     the port; else PORT, else ${DEFAULT_PORT}
  --host HOST  the interface; else HOST, else ${DEFAULT_HOST}: phones in the network can draw, too;
               127.0.0.1 keeps it to this machine
`

function startWrangler(port: number, host: string): ChildProcess {
  const config = ['--config', 'workers/classify/wrangler.jsonc']
  const args = ['dev', ...config, '--port', `${port}`, '--ip', host, '--log-level', 'log']
  return spawn('node', [`${ROOT}node_modules/wrangler/bin/wrangler.js`, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${ROOT}node_modules/.bin:${process.env.PATH}`,
      ...WRANGLER_ENVIRONMENT,
      WRANGLER_HIDE_BANNER: 'true',
      NO_COLOR: '1',
    },
  })
}

function announce(port: number, host: string): void {
  const phones = host === DEFAULT_HOST ? lanAddresses().map((ip) => `http://${ip}:${port}`) : []
  const lines = [
    '',
    `  edgeink is ready: draw a digit at  http://localhost:${port}`,
    ...phones.map((url) => `  on a phone in the same network:    ${url}`),
    '',
    '  Ctrl-C stops it.',
    '',
  ]
  console.log(lines.join('\n'))
}

/** Shows requests and trouble, and keeps wrangler's own chatter back. */
function relay(child: ChildProcess, onReady: () => void): void {
  let ready = false
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (!ready && line.includes('Ready on')) {
      ready = true
      onReady()
    } else if (/^\[wrangler:info\] [A-Z]+ \/|error|✘/i.test(line)) {
      console.log(line.replace('[wrangler:info] ', '  '))
    }
  })
  createInterface({ input: child.stderr! }).on('line', (line) => console.error(line))
}

async function main(flags: { readonly port?: string; readonly host?: string }): Promise<void> {
  const port = parsePort(flags.port ?? process.env.PORT, DEFAULT_PORT)
  const host = flags.host ?? process.env.HOST ?? DEFAULT_HOST
  if (!(await isPortFree(port, host))) {
    throw new CommandError(
      `Port ${port} is taken by another program. Stop that one, or choose another port: npm start -- --port ${port + 1}`,
    )
  }
  console.log('Building the kernels and the demo page …')
  const targets = ['scripts/build.ts', 'kernels', 'demo', 'examples']
  const built = await run('node', [`--conditions=${SOURCE_CONDITION}`, ...targets])
  if (built !== 0) throw new CommandError('The build failed: its message stands above.')
  serve(port, host)
}

/** Keeps a server running: wrangler dev 4.124 ends when a client hangs up in the middle of a body. */
function serve(port: number, host: string): void {
  let child: ChildProcess
  let isStopping = false
  const launch = (onReady: () => void) => {
    let wasReady = false
    child = startWrangler(port, host)
    relay(child, () => {
      wasReady = true
      onReady()
    })
    child.on('exit', (code) => {
      if (isStopping || !wasReady) process.exit(isStopping ? 0 : (code ?? 1))
      console.error('The server ended unasked; starting it again …')
      launch(() => console.log('  … it is back.'))
    })
  }
  launch(() => announce(port, host))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isStopping = true
      child.kill(signal)
    })
  }
}

await runScript(
  { help: HELP, options: { port: { type: 'string' }, host: { type: 'string' } } },
  main,
)
