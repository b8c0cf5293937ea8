/** `npm run bench engine [-- --rounds 5] [-- --only node,workerd,chromium]`: our kernels against their peers. */

import { numberFlag, oneOf } from '../../scripts/support/flags.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { timeInChromium } from './engine/chromium.ts'
import { installPeers } from './engine/native-peers.ts'
import { timeInNode } from './engine/node.ts'
import { measureSizes } from './engine/sizes.ts'
import { engineTables } from './engine/tables.ts'
import { timeInWorkerd } from './engine/workerd.ts'
import { storeWorkload } from './engine/workload.ts'
import { machine, writeResult } from './result.ts'

const RUNTIMES = ['node', 'workerd', 'chromium'] as const

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseFlags({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: RUNTIMES.join(',') },
    },
  })
  const rounds = numberFlag('rounds', values.rounds, 1)
  const runtimes = values.only.split(',').map((name) => oneOf('only', name, RUNTIMES))
  installPeers()
  await using workload = await storeWorkload()
  const result = {
    command: 'npm run bench engine',
    machine: machine(),
    model: workload.model,
    inks: `${workload.inks.count} digits of Pendigits, training part, rasterized`,
    rounds,
    unit: 'µs an ink: the fastest sample of a process, median and quartiles over the rounds',
    sizes: await measureSizes(),
    node: runtimes.includes('node') ? await timeInNode(workload.folder, rounds) : [],
    workerd: runtimes.includes('workerd') ? await timeInWorkerd(workload, rounds) : [],
    chromium: runtimes.includes('chromium') ? await timeInChromium(workload, rounds) : [],
  }
  console.log(engineTables(result))
  const complete = RUNTIMES.every((runtime) => runtimes.includes(runtime))
  if (complete) await writeResult('engine', result)
}
