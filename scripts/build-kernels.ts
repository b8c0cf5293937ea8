/**
 * Compiles the AssemblyScript kernels of packages/engine: `wasm/*.wasm` for runtimes that import modules, and
 * the same bytes in hexadecimal in `src/kernels/wasm/*.generated.ts` for all others. Compressed, as a server sends it,
 * that is an eighth less than base64, in which a repetition rarely falls on the same characters.
 */

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const ENGINE = new URL('../packages/engine/', import.meta.url)
const SOURCES = new URL('assembly/', ENGINE)
const WASM = new URL('wasm/', ENGINE)
const GENERATED = new URL('src/kernels/wasm/', ENGINE)

/** Where the kernel's constants begin: an address below 64 is a byte shorter. Given one, the compiler folds no offsets. */
const MEMORY_BASE = '16'

const KERNELS = [
  { name: 'simd', features: ['simd'] },
  { name: 'relaxed', features: ['simd', 'relaxed-simd'] },
] as const

type KernelBuild = (typeof KERNELS)[number]

/** Builds what is older than its sources. */
export async function buildKernels(): Promise<void> {
  const sources = [fileURLToPath(import.meta.url), ...(await sourceFiles())]
  const newest = Math.max(...(await Promise.all(sources.map(modified))))
  const stale: KernelBuild[] = []
  for (const kernel of KERNELS) {
    const built = await Promise.all(outputs(kernel).map(modified))
    if (Math.min(...built) <= newest) stale.push(kernel)
  }
  for (const kernel of stale) await buildKernel(kernel)
}

async function buildKernel(kernel: KernelBuild): Promise<void> {
  await mkdir(WASM, { recursive: true })
  const [wasm, generated] = outputs(kernel)
  await compile(kernel, wasm)
  const bytes = await readFile(wasm)
  const constant = `${kernel.name.toUpperCase()}_WASM`
  const code = `/** wasm/${kernel.name}.wasm in hexadecimal; made by scripts/build-kernels.ts. */\nexport const ${constant} =\n  '${bytes.toString('hex')}'\n`
  await writeFile(generated, code)
}

async function compile(kernel: KernelBuild, outFile: string): Promise<void> {
  const { default: asc } = await import('assemblyscript/asc')
  const { error, stderr } = await asc.main([
    fileURLToPath(new URL(`${kernel.name}.ts`, SOURCES)),
    ...['--outFile', outFile],
    ...['-O3', '--noAssert', '--runtime', 'stub'],
    ...['--memoryBase', MEMORY_BASE],
    ...kernel.features.flatMap((feature) => ['--enable', feature]),
  ])
  if (error) throw new Error(`kernel ${kernel.name}: ${stderr.toString()}`, { cause: error })
}

function outputs({ name }: KernelBuild): [wasm: string, generated: string] {
  return [
    fileURLToPath(new URL(`${name}.wasm`, WASM)),
    fileURLToPath(new URL(`${name}.generated.ts`, GENERATED)),
  ]
}

async function sourceFiles(): Promise<string[]> {
  const files = await readdir(SOURCES)
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => fileURLToPath(new URL(file, SOURCES)))
}

/** Time of the last change in milliseconds; 0 for a file that does not exist. */
async function modified(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs
  } catch {
    return 0
  }
}
