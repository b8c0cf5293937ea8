/** `npm run size`: what each entry of the SDK weighs in a page, after gzip, beside its budget. Fails over a budget. */
import { BUDGETS, type Budget, weigh } from './size/budgets.ts'
import { bundle, RARE } from './size/bundle.ts'

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

/** Prints a line; false when it is over the budget, or cannot be weighed. */
async function show(budget: Budget): Promise<boolean> {
  const name = `${budget.name}${budget.beyond ? ', more' : ''}`.padEnd(36)
  const limit = kilobytes(budget.limit)
  try {
    const { gzip } = await weigh(budget)
    const isWithin = gzip <= budget.limit
    console.log(`${isWithin ? 'ok   ' : 'OVER '} ${name} ${kilobytes(gzip)} of ${limit}`)
    return isWithin
  } catch (error) {
    console.log(`FAILS ${name} cannot be bundled: ${(error as Error).message}`)
    return false
  }
}

/** The files behind the first figure, and those that are not in it. */
async function showChunks({ name, statements }: Budget): Promise<void> {
  const { usual, rare } = await bundle(statements)
  console.log(`\n${name}:`)
  for (const chunk of usual) console.log(`  ${kilobytes(chunk.gzip).padStart(8)}  ${chunk.name}`)
  console.log(`not counted, loaded only when ${RARE.map(({ when }) => when).join(', or ')}:`)
  for (const chunk of rare) console.log(`  ${kilobytes(chunk.gzip).padStart(8)}  ${chunk.name}`)
}

const within: boolean[] = []
for (const budget of BUDGETS) within.push(await show(budget))
if (process.argv.includes('--chunks')) await showChunks(BUDGETS[0])
process.exitCode = within.every(Boolean) ? 0 : 1
