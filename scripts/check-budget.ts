/** `npm run check:budget`: what the worker weighs and takes, against what it may. */
import { buildKernels } from './build-kernels.ts'
import { BUDGETS, isWithin, type Measurement } from './check-budget/budgets.ts'
import { measureColdStart } from './check-budget/cold-start.ts'
import { measureMemory } from './check-budget/memory.ts'
import { measureRequestCpu } from './check-budget/request-cpu.ts'
import { bundleWorker } from './support/bundle-worker.ts'
import { runScript } from './support/command.ts'
import { hasUsage } from './support/process-usage.ts'

const HELP = `npm run check:budget [-- flags]

What the worker weighs and takes, against what it may: bundle, start, first prediction, processor time of a request,
memory. Measured in workerd alone, on the bundle that would be uploaded. Exit code 1 when a budget is passed.

  --quick  fewer starts and requests, for a trial
`

async function main({ quick }: { readonly quick: boolean }): Promise<number> {
  await buildKernels()
  const bundle = await bundleWorker()
  const measured: Measurement[] = [{ budget: 'bundle', value: bundle.gzipBytes / 1000 }]
  if (hasUsage()) {
    measured.push(...(await measureColdStart(bundle, quick ? 3 : 15)))
    measured.push(await measureRequestCpu(bundle, quick ? 500 : 5000))
    const { worker, echo } = await measureMemory(bundle, quick ? 10_000 : 150_000)
    measured.push(
      { budget: 'memory', value: worker.most },
      { budget: 'growth', value: worker.growth },
    )
    console.log(
      `A worker that only echoes, under the same load: ${echo.most.toFixed(0)} MB at most, growth ${echo.growth.toFixed(1)} %.`,
    )
  } else {
    console.log(
      'Processor time and memory are read from Linux’ /proc, which is not here: only the bundle is judged.',
    )
  }
  return report(measured)
}

function report(measured: readonly Measurement[]): number {
  const rows = measured.map(({ budget, value }) => {
    const { about, unit, most } = BUDGETS[budget]
    const shown = `${Number(value.toPrecision(3))} ${unit}`
    const judged = isWithin({ budget, value }) ? 'within' : 'OVER'
    return { what: about, measured: shown, budget: `${most} ${unit}`, judged }
  })
  console.table(rows)
  return measured.every(isWithin) ? 0 : 1
}

await runScript({ help: HELP, options: { quick: { type: 'boolean', default: false } } }, main)
