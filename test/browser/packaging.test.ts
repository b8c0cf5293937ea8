/** The packages as npm publishes them: what checkers say of them, and what a page gets that uses them. */
import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/run.ts'
import { type PackedPackages, PUBLISHED, packPackages } from '../packaging/packed-packages.ts'
import { type StaticServer, serveFolders } from '../packaging/static-server.ts'
import { launchBrowser, openPage } from '../support/browser.ts'

const EXAMPLE = fileURLToPath(new URL('../packaging/', import.meta.url))
const FORBIDDING = "default-src 'self'"
const ALLOWING = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"

let packed: PackedPackages
let browser: Browser
beforeAll(async () => {
  ;[packed, browser] = await Promise.all([packPackages(), launchBrowser()])
})
afterAll(async () => {
  await Promise.all([packed?.remove(), browser?.close()])
})

describe.each(PUBLISHED)('the package of packages/%s', (name) => {
  test('publint finds nothing', async () => {
    const { buffer } = new Uint8Array(await readFile(packed.tarballs[name]))
    const { messages } = await publint({ pack: { tarball: buffer } })
    expect(messages).toEqual([])
  })

  // The models are no code, and have no types.
  test.skipIf(name === 'models')('its types are right wherever they are looked for', async () => {
    const untyped = ['--exclude-entrypoints', 'simd.wasm', 'relaxed.wasm']
    const args = [packed.tarballs[name], '--profile', 'esm-only', '--no-color', ...untyped]
    const outcome = await attw(args)
    expect(outcome).toBe('')
  })
})

/** Documents with listings in TypeScript, and what those take as given. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'README.md': '',
  'packages/sdk/README.md': '',
  'docs/polyfill.md': '',
  'docs/text.md': `import type { Ink } from '@edgeink/ink'
    import type { Recognizer } from 'edgeink'
    declare const ink: Ink
    declare const recognizer: Recognizer\n`,
}

/** What a page written in strict TypeScript has, with nothing of Node. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  noEmit: true,
}

describe('the documents', () => {
  test('list TypeScript that compiles against the packages as they are published', async () => {
    const folder = join(packed.folder, 'listings')
    await mkdir(folder)
    for (const [path, given] of Object.entries(DOCUMENTS)) {
      const listings = await listingsOf(path, 'ts')
      expect(listings, path).not.toEqual([])
      for (const [i, listing] of listings.entries()) {
        await writeFile(join(folder, `${path.replaceAll('/', '-')}-${i}.ts`), given + listing)
      }
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT }))
    expect(await complaints(`${ROOT}node_modules/typescript/bin/tsc`, ['-p', folder])).toBe('')
  })

  test('pack every package that is published', async () => {
    const [install] = await listingsOf('packages/sdk/README.md', 'sh')
    const named = [...install.matchAll(/ -w packages\/(\w+)/g)].map(([, name]) => name)
    expect(named).toEqual(expect.arrayContaining([...PUBLISHED]))
  })
})

async function listingsOf(path: string, language: string): Promise<string[]> {
  const text = await readFile(ROOT + path, 'utf8')
  const fences = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))
  return [...fences].map(([, listing]) => listing)
}

function attw(args: readonly string[]): Promise<string> {
  return complaints(`${ROOT}node_modules/@arethetypeswrong/cli/dist/index.js`, args)
}

/** What a checker prints; nothing where it is content. */
async function complaints(command: string, args: readonly string[]): Promise<string> {
  return promisify(execFile)(process.execPath, [command, ...args]).then(
    () => '',
    (error: Error & { stdout?: string }) => error.stdout || error.message,
  )
}

describe('a page', () => {
  let server: StaticServer
  beforeAll(async () => {
    await cp(EXAMPLE, join(packed.folder, 'vite'), { recursive: true })
    const [index, script] = await Promise.all([
      readFile(join(EXAMPLE, 'index.html'), 'utf8'),
      readFile(join(EXAMPLE, 'page.js'), 'utf8'),
      buildWithVite(packed.folder),
    ])
    pages = { index, script }
    server = await serveFolders({
      '/models/': `${ROOT}packages/models/`,
      '/node_modules/': join(packed.folder, 'node_modules'),
      '/vite/': join(packed.folder, 'vite/dist'),
      '/': packed.folder,
    })
  })
  afterAll(() => server?.close())

  let pages: { index: string; script: string }

  interface Visit {
    readonly path: string
    readonly policy?: string
    readonly worker?: string
    readonly files?: Readonly<Record<string, string>>
  }

  /** What the example leaves in the page, once it has recognised its ink. */
  async function visit({ path, policy, worker, files = {} }: Visit) {
    await using opened = await openPage(browser, 'about:blank')
    const { page, complaints } = opened
    const kernels: string[] = []
    page.on('request', (request) => {
      const [, kernel] = /(relaxed|simd)\.generated/.exec(request.url()) ?? []
      if (kernel) kernels.push(kernel)
    })
    const query = new URLSearchParams({ ...(policy && { policy }), ...(worker && { worker }) })
    for (const [name, body] of Object.entries(files)) {
      const contentType = name.endsWith('.js') ? 'text/javascript' : 'text/html'
      const headers: Record<string, string> = policy ? { 'content-security-policy': policy } : {}
      await page.route(
        ({ pathname }) => pathname === path + name,
        (route) => route.fulfill({ contentType, body, headers }),
      )
    }
    await page.goto(`${server.url}${path}?${query}`)
    await page.locator('body[data-label], body[data-error]').waitFor()
    const { label, kernel, error } = await page.locator('body').evaluate((body) => body.dataset)
    return { label, error, isWasm: kernel?.startsWith('wasm') ?? false, complaints, kernels }
  }

  const IN_WORKER = { label: '7', error: undefined, complaints: [], isWasm: true }
  /** Of the kernels, the page fetches the one that it uses: Chromium's is the relaxed one. */
  const IN_PAGE = { ...IN_WORKER, kernels: ['relaxed'] }
  const WITHOUT_WASM = { label: '7', isWasm: false, kernels: [] }

  test('without a bundler finds the packages by an import map', async () => {
    const map = JSON.stringify({ imports: importMap() })
    const index = pages.index.replace('<script', `<script type="importmap">${map}</script><script`)
    const files = { '': index, 'page.js': pages.script }
    expect(await visit({ path: '/map/', files })).toEqual(IN_PAGE)
    expect(await visit({ path: '/map/', files, worker: 'true' })).toMatchObject(IN_WORKER)
  })

  describe('without a bundler and without an import map, by the standalone files', () => {
    const visitStandalone = (policy: string, worker?: string) => {
      const path = '/node_modules/edgeink/dist/standalone/edgeink.js'
      const files = { '': pages.index, 'page.js': pages.script.replace("'edgeink'", `'${path}'`) }
      return visit({ path: '/plain/', policy, worker, files })
    }

    test('runs under a policy of itself alone, with the kernel in JavaScript', async () => {
      expect(await visitStandalone(FORBIDDING)).toMatchObject(WITHOUT_WASM)
    })

    test('runs WebAssembly where the policy lets it', async () => {
      expect(await visitStandalone(ALLOWING)).toEqual(IN_PAGE)
    })

    test('runs in its worker', async () => {
      expect(await visitStandalone(ALLOWING, 'true')).toMatchObject(IN_WORKER)
    })
  })

  describe('built by Vite', () => {
    test('runs under a policy of itself alone, with the kernel in JavaScript', async () => {
      const answer = await visit({ path: '/vite/', policy: FORBIDDING })
      expect(answer).toMatchObject(WITHOUT_WASM)
    })

    test('runs WebAssembly where the policy lets it', async () => {
      expect(await visit({ path: '/vite/', policy: ALLOWING })).toEqual(IN_PAGE)
    })

    test('runs in the worker that Vite found', async () => {
      const answer = await visit({ path: '/vite/', policy: ALLOWING, worker: 'true' })
      expect(answer).toMatchObject(IN_WORKER)
    })
  })
})

/** Where a page finds the modules that the SDK imports by name. */
function importMap(): Record<string, string> {
  const modules = '/node_modules'
  return {
    edgeink: `${modules}/edgeink/dist/index.js`,
    '@edgeink/ink': `${modules}/@edgeink/ink/dist/index.js`,
    '@edgeink/engine/wasm': `${modules}/@edgeink/engine/dist/wasm.js`,
    '@edgeink/protocol': `${modules}/@edgeink/protocol/dist/index.js`,
    'perfect-freehand': `${modules}/perfect-freehand/dist/esm/index.mjs`,
    pbf: `${modules}/pbf/index.js`,
  }
}

async function buildWithVite(folder: string): Promise<void> {
  // vitest brings it.
  const { build } = await import('vite')
  await build({
    root: join(folder, 'vite'),
    base: '/vite/',
    configFile: false,
    logLevel: 'error',
    build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
  })
}
