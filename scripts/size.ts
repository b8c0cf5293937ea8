/** `npm run size`: what each entry of the SDK weighs in a page, after gzip, beside its budget. */
import { BUDGETS, type Budget, weigh } from './size/budgets.ts'
import { bundle, type Chunk } from './size/bundle.ts'
import { weighModules } from './size/modules.ts'
import { runScript } from './support/command.ts'

const HELP = `npm run size [-- flags]

What each entry of the SDK weighs in a page, after gzip, beside its budget. Counted is all that the page loads until a
first stroke is recognised; what is loaded only in some case has a row of its own below, without a budget. Exit code 1
when a budget is passed.

  --chunks   lists the files behind each figure
  --modules  lists what each module adds to it
`

interface Details {
  readonly chunks: boolean
  readonly modules: boolean
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

/** Prints the rows of a budget; false when it is passed, or cannot be weighed. */
async function show(budget: Budget, details: Details): Promise<boolean> {
  const name = `${budget.name}${budget.beyond ? ', more' : ''}`.padEnd(38)
  const limit = kilobytes(budget.limit)
  try {
    const { gzip, lazy } = await weigh(budget)
    const isWithin = gzip <= budget.limit
    console.log(
      `${isWithin ? 'ok   ' : 'OVER '} ${name} ${kilobytes(gzip).padStart(8)} of ${limit}`,
    )
    if (details.chunks) showChunks((await bundle(budget.statements)).usual)
    if (details.modules) await showModules(budget)
    for (const { what, when, gzip, chunks } of lazy) {
      console.log(`later   ${what.padEnd(36)} ${kilobytes(gzip).padStart(8)} when ${when}`)
      if (details.chunks) showChunks(chunks)
    }
    return isWithin
  } catch (error) {
    console.log(`FAILS ${name} cannot be bundled: ${(error as Error).message}`)
    return false
  }
}

function showChunks(chunks: readonly Chunk[]): void {
  for (const { name, gzip } of chunks)
    console.log(`        ${kilobytes(gzip).padStart(8)}  ${name}`)
}

async function showModules({ statements }: Budget): Promise<void> {
  for (const { module, bytes, gzip } of await weighModules(statements)) {
    console.log(
      `        ${String(gzip).padStart(6)} of ${String(bytes).padStart(6)} bytes  ${module}`,
    )
  }
}

async function main(details: Details): Promise<number> {
  const within: boolean[] = []
  for (const budget of BUDGETS) within.push(await show(budget, details))
  return within.every(Boolean) ? 0 : 1
}

await runScript(
  {
    help: HELP,
    options: {
      chunks: { type: 'boolean', default: false },
      modules: { type: 'boolean', default: false },
    },
  },
  main,
)
