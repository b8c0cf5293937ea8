/** The packages as npm publishes them: packed, and unpacked into a `node_modules` of a folder of their own. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../scripts/support/run.ts'

const run = promisify(execFile)

/** Folder in packages/ of each package that is published. */
export const PUBLISHED = ['ink', 'engine', 'protocol', 'models', 'sdk'] as const

export type Published = (typeof PUBLISHED)[number]

export interface PackedPackages {
  /** Has `node_modules` with the packages and what they depend on. */
  readonly folder: string
  readonly tarballs: Readonly<Record<Published, string>>
  remove(): Promise<void>
}

export async function packPackages(): Promise<PackedPackages> {
  const folder = await mkdtemp(join(tmpdir(), 'edgeink-packed-'))
  const workspaces = PUBLISHED.flatMap((name) => ['--workspace', `packages/${name}`])
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces],
    { cwd: ROOT, maxBuffer: 1 << 24 },
  )
  const packed = Object.values(JSON.parse(stdout)) as { name: string; filename: string }[]
  const tarballs: Partial<Record<Published, string>> = {}
  for (const name of PUBLISHED) {
    const manifest = await readManifest(`${ROOT}packages/${name}`)
    const tarball = join(folder, packed.find((one) => one.name === manifest.name)!.filename)
    tarballs[name] = tarball
    const target = join(folder, 'node_modules', manifest.name)
    await mkdir(target, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
    await linkDependencies(folder, name, manifest)
  }
  return {
    folder,
    tarballs: tarballs as Record<Published, string>,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(`${folder}/package.json`, 'utf8'))
}

/** What others publish comes from this repository's own `node_modules`. */
async function linkDependencies(folder: string, name: Published, manifest: Manifest) {
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const path = join(folder, 'node_modules', dependency)
    if (dependency.startsWith('@edgeink/') || existsSync(path)) continue
    const own = `${ROOT}packages/${name}/node_modules/${dependency}`
    await mkdir(dirname(path), { recursive: true })
    await symlink(existsSync(own) ? own : `${ROOT}node_modules/${dependency}`, path, 'junction')
  }
}
