/** `npm run bench <name> [-- arguments]`: one measurement side by side with its peers; results go to bench/results/. */
import { runCommand } from '../../training/src/cli/main.ts'
import { ConfigError } from '../../training/src/config/parse.ts'

interface Benchmark {
  readonly about: string
  /** Its flags with their defaults. */
  readonly flags?: string
  readonly load: () => Promise<{ run(args: readonly string[]): Promise<void> }>
}

const BENCHMARKS: Record<string, Benchmark> = {
  ink: { about: 'µs of rasterize and trace on real digits', load: () => import('./ink-speed.ts') },
  'ink-match': { about: 'rasterized ink against MNIST', load: () => import('./ink-match.ts') },
  agreement: {
    about: 'our kernels against a float64 reference',
    load: () => import('./agreement.ts'),
  },
  text: {
    about: 'numbers in a row, of unseen writers',
    flags: '--fit --part test --model packages/models/digits',
    load: () => import('./text.ts'),
  },
  sdk: {
    about: 'the SDK in a page: latency, frames, loading, memory',
    flags: '--strokes 200 --loads 40 --digits 1000',
    load: () => import('./sdk.ts'),
  },
  'sdk-fidelity': {
    about: 'drawn ink against the same ink given to the model',
    flags: '--inks 1000',
    load: () => import('./sdk-fidelity.ts'),
  },
  'sdk-partial': {
    about: 'how sure a session is of digits that are not finished yet',
    load: () => import('./sdk-partial.ts'),
  },
  engine: {
    about: 'our kernels against their peers',
    flags: '--rounds 5 --only node,workerd,chromium',
    load: () => import('./engine.ts'),
  },
  gpu: {
    about: 'TensorRT and CUDA beside the CPU, in onnxruntime',
    flags: '--rounds 5',
    load: () => import('./gpu.ts'),
  },
  http: {
    about: 'the worker under load in workerd',
    flags: '--only load|soak --seconds 5 --rounds 3 --connections 64 --requests 500000',
    load: () => import('./http.ts'),
  },
}

function usage(): string {
  const rows = Object.entries(BENCHMARKS).map(([name, { about }]) => `  ${name.padEnd(14)}${about}`)
  return ['usage: npm run bench <name> [-- flags]', ...rows, ''].join('\n')
}

function usageOf(name: string, { about, flags }: Benchmark): string {
  return `usage: npm run bench ${name}${flags ? ` -- ${flags}` : ''}\n  ${about}\n`
}

async function main(): Promise<number> {
  const [name = '--help', ...args] = process.argv.slice(2)
  if (name === '--help' || name === '-h') {
    process.stdout.write(usage())
    return 0
  }
  const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined
  if (!benchmark) throw new ConfigError(`no benchmark '${name}'\n${usage()}`)
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usageOf(name, benchmark))
    return 0
  }
  const { run } = await benchmark.load()
  await run(args)
  // A benchmark that could not measure says so itself.
  return Number(process.exitCode ?? 0)
}

await runCommand(main)
