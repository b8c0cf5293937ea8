/** `npm run check:container`: does what the Dockerfile says, where there is no Docker. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readDockerfile } from './check-container/dockerfile.ts'
import { CommandError, runScript } from './support/command.ts'
import { freePort } from './support/port.ts'
import { capture, ROOT } from './support/run.ts'

const DOCKERFILE = `${ROOT}workers/classify/Dockerfile`
const PATIENCE_MS = 60_000

const HELP = `npm run check:container [-- flags]

Does what the Dockerfile says in temporary folders, where there is no Docker: builds from tracked files alone, runs the
result apart from the repository, asks for its health as the HEALTHCHECK does, classifies, and stops it by SIGTERM.
What it cannot show: the base image, the user and the file permissions.

  --install  runs npm ci, too; without, what is installed here is used
`

async function main({ install }: { readonly install: boolean }): Promise<void> {
  const steps = readDockerfile(await readFile(DOCKERFILE, 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-container-'))
  try {
    const build = join(folder, 'build')
    await copyTracked(build)
    if (!install) await linkInstalled(build)
    for (const command of steps.build) {
      if (!install && /^npm /.test(command)) continue
      console.log(`build: ${command}`)
      await shell(command, build)
    }
    const app = join(folder, 'app')
    await cp(join(build, steps.output), app, { recursive: true })
    await tryServer(app, steps)
    console.log(
      'the container’s steps: built, healthy, answered, and stopped by SIGTERM with exit code 0',
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What `COPY . .` copies, less what is not in the repository. */
async function copyTracked(to: string): Promise<void> {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  for (const file of files.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    await cp(ROOT + file, join(to, file)).catch((error: NodeJS.ErrnoException) => {
      // Deleted here and not yet committed.
      if (error.code !== 'ENOENT') throw error
    })
  }
}

/** Everything installed but our own packages, which must be those of the copy. */
async function linkInstalled(build: string): Promise<void> {
  const modules = join(build, 'node_modules')
  await mkdir(modules)
  const { code, output } = await capture('sh', [
    '-c',
    `for f in "${ROOT}"node_modules/* "${ROOT}"node_modules/.bin; do case "$f" in */edgeink) ;; */@edgeink) ;; *) ln -s "$f" "${modules}/";; esac; done; cp -a "${ROOT}node_modules/@edgeink" "${modules}/"`,
  ])
  if (code !== 0) throw new CommandError(`node_modules could not be linked:\n${output}`)
  await symlink('../packages/sdk', join(modules, 'edgeink'))
}

async function shell(command: string, cwd: string): Promise<void> {
  const { code, output } = await capture('sh', ['-c', `cd "${cwd}" && ${command}`])
  if (code !== 0) throw new CommandError(`${command}: exit code ${code}\n${output}`)
}

async function tryServer(
  app: string,
  { run, health }: ReturnType<typeof readDockerfile>,
): Promise<void> {
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: `${port}`,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
  }
  const node = process.execPath
  const server = spawn(node, run.slice(1), { cwd: app, env, stdio: 'inherit' })
  try {
    await untilHealthy(() => capture(node, health.slice(1), env), server)
    const body = await readFile(`${ROOT}example.json`, 'utf8')
    const response = await fetch(`http://127.0.0.1:${port}/classify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const page = await fetch(`http://127.0.0.1:${port}/`)
    if (!response.ok || !page.ok) {
      throw new CommandError(
        `expected 200 from /classify and /, got ${response.status} and ${page.status}`,
      )
    }
  } finally {
    server.kill('SIGTERM')
  }
  const code = await new Promise((resolve) => server.once('exit', resolve))
  if (code !== 0) throw new CommandError(`expected exit code 0 after SIGTERM, got ${code}`)
}

async function untilHealthy(
  check: () => Promise<{ readonly code: number }>,
  server: ChildProcess,
): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(200)) {
    if (server.exitCode !== null) throw new CommandError(`the server ended with ${server.exitCode}`)
    if ((await check()).code === 0) return
  }
  throw new CommandError('the server did not become healthy')
}

await runScript({ help: HELP, options: { install: { type: 'boolean', default: false } } }, main)
