/**
 * `npm run size`: what each entry of the SDK weighs in a page, after gzip, beside its budget. Counted is all that the
 * page loads until a first stroke is recognised; what is loaded only in some case has a row of its own below, without a
 * budget. Fails over a budget. `--chunks` lists the files behind each figure, `--modules` what each module adds to it.
 */
import { BUDGETS, type Budget, weigh } from './size/budgets.ts'
import { bundle, type Chunk } from './size/bundle.ts'
import { weighModules } from './size/modules.ts'

const withChunks = process.argv.includes('--chunks')
const withModules = process.argv.includes('--modules')

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

/** Prints the rows of a budget; false when it is passed, or cannot be weighed. */
async function show(budget: Budget): Promise<boolean> {
  const name = `${budget.name}${budget.beyond ? ', more' : ''}`.padEnd(38)
  const limit = kilobytes(budget.limit)
  try {
    const { gzip, lazy } = await weigh(budget)
    const isWithin = gzip <= budget.limit
    console.log(
      `${isWithin ? 'ok   ' : 'OVER '} ${name} ${kilobytes(gzip).padStart(8)} of ${limit}`,
    )
    if (withChunks) showChunks((await bundle(budget.statements)).usual)
    if (withModules) await showModules(budget)
    for (const { what, when, gzip, chunks } of lazy) {
      console.log(`later   ${what.padEnd(36)} ${kilobytes(gzip).padStart(8)} when ${when}`)
      if (withChunks) showChunks(chunks)
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

const within: boolean[] = []
for (const budget of BUDGETS) within.push(await show(budget))
process.exitCode = within.every(Boolean) ? 0 : 1
