/** `npm run bench <name> [-- arguments]`: one measurement side by side with its peers; results go to bench/results/. */

interface Benchmark {
  readonly about: string
  readonly load: () => Promise<{ run(args: readonly string[]): Promise<void> }>
}

const BENCHMARKS: Record<string, Benchmark> = {
  ink: { about: 'µs of rasterize and trace on real digits', load: () => import('./ink-speed.ts') },
  'ink-match': { about: 'rasterized ink against MNIST', load: () => import('./ink-match.ts') },
  agreement: {
    about: 'our kernels against a float64 reference',
    load: () => import('./agreement.ts'),
  },
  text: { about: 'numbers in a row, of unseen writers', load: () => import('./text.ts') },
  sdk: {
    about: 'the SDK in a page: latency, frames, loading, memory',
    load: () => import('./sdk.ts'),
  },
  'sdk-fidelity': {
    about: 'drawn ink against the same ink given to the model',
    load: () => import('./sdk-fidelity.ts'),
  },
  'sdk-partial': {
    about: 'how sure a session is of digits that are not finished yet',
    load: () => import('./sdk-partial.ts'),
  },
  engine: { about: 'our kernels against their peers', load: () => import('./engine.ts') },
  gpu: {
    about: 'TensorRT and CUDA beside the CPU, in onnxruntime',
    load: () => import('./gpu.ts'),
  },
  http: { about: 'the worker under load in workerd', load: () => import('./http.ts') },
}

function usage(): string {
  const rows = Object.entries(BENCHMARKS).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
  return ['usage: npm run bench <name>', ...rows].join('\n')
}

const [name, ...args] = process.argv.slice(2)
const benchmark = BENCHMARKS[name ?? '']
if (benchmark) {
  const { run } = await benchmark.load()
  await run(args)
} else {
  console.error(name ? `bench: no benchmark '${name}'\n${usage()}` : usage())
  process.exitCode = 1
}
