/** `npm run bench gpu [-- --rounds 5]`: onnxruntime's TensorRT and CUDA providers beside its CPU, at batches of 1 to 512. */
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { storeWorkload } from './engine/workload.ts'
import { findNvidia, prepareProviders } from './gpu/device.ts'
import { measureProviders } from './gpu/measure.ts'
import { openProvider, PROVIDERS } from './gpu/providers.ts'
import { machine, printTable, writeResult } from './result.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseFlags({
    args: [...args],
    options: { rounds: { type: 'string', default: '5' } },
  })
  const gpus = await findNvidia()
  if ('reason' in gpus) {
    // Exit code 1 and no result file: figures of a CPU alone must not pass for those of a GPU.
    console.error(
      `bench gpu: ${gpus.reason}\nThe providers ${PROVIDERS.filter((name) => name !== 'cpu').join(' and ')} need NVIDIA's driver, CUDA and cuDNN (and TensorRT). Nothing was measured; the CPU's figures: npm run bench engine`,
    )
    process.exitCode = 1
    return
  }
  prepareProviders()
  await using workload = await storeWorkload()
  const { rows, failures } = await measureProviders({
    inks: workload.inks,
    rounds: Number(values.rounds),
    open: (provider) => openProvider(provider, workload.bytes.float32),
  })
  printTable(rows)
  for (const { provider, reason } of failures) console.error(`${provider}: ${reason}`)
  if (!rows.some(({ provider }) => provider !== 'cpu')) {
    console.error('bench gpu: no provider for GPUs could be started; nothing was written.')
    process.exitCode = 1
    return
  }
  await writeResult('gpu', {
    command: 'npm run bench gpu',
    machine: { ...machine(), gpus: gpus.names },
    model: `${workload.model}, float32`,
    unit: 'milliseconds of a call, from arrays to arrays, and inks a second at the median; the CPU on one thread',
    rows,
    failures,
  })
}
