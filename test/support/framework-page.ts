/** The listings of docs/frameworks.md as pages: compiled as they stand, by the compiler of each framework. */
import { readFile } from 'node:fs/promises'
import { build, type Loader, type Plugin } from 'esbuild'
import { ROOT, SOURCE_CONDITION } from '../../scripts/support/run.ts'

/** How a listing becomes a module, and how a page mounts that. */
interface Framework {
  /** What the listing is marked as in the document. */
  readonly language: string
  readonly compile: (source: string) => Promise<{ contents: string; loader: Loader }>
  /** Imports the listing as `listing`. */
  readonly mount: string
}

export const FRAMEWORKS = {
  Vue: {
    language: 'vue',
    compile: async (source) => {
      const { compileScript, parse } = await import('vue/compiler-sfc')
      const compilerOptions = { isCustomElement: (tag: string) => tag === 'ink-pad' }
      const { descriptor } = parse(source, { templateParseOptions: compilerOptions })
      const { content } = compileScript(descriptor, {
        id: 'listing',
        inlineTemplate: true,
        templateOptions: { compilerOptions },
      })
      return { contents: content, loader: 'ts' }
    },
    mount: `import { createApp } from 'vue'
      import Listing from 'listing'
      createApp(Listing).mount('#root')`,
  },
  Svelte: {
    language: 'svelte',
    compile: async (source) => {
      const { compile } = await import('svelte/compiler')
      const { js, warnings } = compile(source, { generate: 'client' })
      if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join('\n'))
      return { contents: js.code, loader: 'js' }
    },
    mount: `import { mount } from 'svelte'
      import Listing from 'listing'
      mount(Listing, { target: document.getElementById('root') })`,
  },
  Angular: {
    language: 'angular-ts',
    compile: async (source) => ({ contents: source, loader: 'ts' }),
    mount: `import '@angular/compiler'
      import { bootstrapApplication } from '@angular/platform-browser'
      import { DigitComponent } from 'listing'
      document.getElementById('root').append(document.createElement('app-digit'))
      bootstrapApplication(DigitComponent)`,
  },
} as const satisfies Readonly<Record<string, Framework>>

export type FrameworkName = keyof typeof FRAMEWORKS

/** The listing of a framework in the document. */
export async function listingOf(name: FrameworkName): Promise<string> {
  const document = await readFile(`${ROOT}docs/frameworks.md`, 'utf8')
  const { language } = FRAMEWORKS[name]
  const listing = document.split(`\n\`\`\`${language}\n`)[1]?.split('\n```')[0]
  if (!listing) throw new Error(`docs/frameworks.md has no listing marked ${language}`)
  return listing
}

/** The module of a page that shows the listing in `#root`. */
export async function bundleListing(name: FrameworkName): Promise<string> {
  const { compile, mount } = FRAMEWORKS[name]
  const resolveDir = `${ROOT}test`
  const listing: Plugin = {
    name: 'listing',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^listing$/ }, ({ path }) => ({ path, namespace: 'listing' }))
      onLoad({ filter: /./, namespace: 'listing' }, async () => ({
        ...(await compile(await listingOf(name))),
        resolveDir,
      }))
    },
  }
  const { outputFiles } = await build({
    stdin: { contents: mount, resolveDir },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: [SOURCE_CONDITION, 'browser', 'production'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    plugins: [listing],
    logLevel: 'error',
  })
  return outputFiles[0].text
}
