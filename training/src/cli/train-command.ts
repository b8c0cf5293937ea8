import { writeReport } from '../report/write-report.ts'
import { type RunReady, type RunResult, resumeRun, startRun } from '../run/run.ts'
import { findRunFolder, newRunId, type RunFolder, runFolder } from '../run/run-folder.ts'
import { createProgress } from './progress.ts'
import { readTrainArguments, type TrainArguments, trainHelp } from './train-arguments.ts'

/** Exit code of a process that was interrupted, as shells count: 128 + SIGINT. */
const INTERRUPTED = 130

/**
 * `npm run train`: trains, shows its progress, and writes the run.
 *
 * @returns the exit code
 * @throws {ConfigError} on arguments that training cannot use
 */
export async function trainCommand(args: readonly string[]): Promise<number> {
  const asked = await readTrainArguments(args)
  if (asked.help) {
    process.stdout.write(trainHelp())
    return 0
  }
  const folder = asked.resume
    ? await findRunFolder(asked.runs, asked.run)
    : runFolder(asked.runs, asked.run ?? newRunId(`${asked.config.model}-${asked.config.view}`))
  const result = await trainWithProgress(asked, folder)
  process.stdout.write(describeResult(result, folder, asked))
  if (result.manifest !== undefined) {
    process.stdout.write(`report: ${await writeReport(folder, { dir: asked.data })}\n`)
  }
  return result.outcome === 'interrupted' ? INTERRUPTED : 0
}

async function trainWithProgress(asked: TrainArguments, folder: RunFolder): Promise<RunResult> {
  const progress = createProgress(process.stdout)
  const stop = new AbortController()
  const interrupt = createInterrupt(stop)
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const options = {
    folder,
    signal: stop.signal,
    data: { dir: asked.data, signal: stop.signal },
    hooks: { onStep: progress.step, onEpoch: progress.epoch },
    onReady: (ready: RunReady) => process.stdout.write(describeStart(ready, folder)),
  }
  try {
    return await (asked.resume ? resumeRun(options) : startRun(asked.config, options))
  } finally {
    progress.stop()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/** The first signal stops after the step; one that follows within a second is npm handing on the same Ctrl-C. */
function createInterrupt(stop: AbortController): () => void {
  let first: number | undefined
  return () => {
    if (first === undefined) {
      first = performance.now()
      process.stdout.write('\nstopping after this step and writing a checkpoint …\n')
      stop.abort()
    } else if (performance.now() - first > 1000) process.exit(INTERRUPTED)
  }
}

function describeStart(
  { config, backend, threads, parameters, dataset }: RunReady,
  { path }: RunFolder,
) {
  const training = dataset.train.reduce((sum, { count }) => sum + count, 0)
  return `${config.model} ${config.view}: ${config.architecture} of ${parameters} parameters, backend ${backend}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, seed ${config.seed}
${training} samples to train on, ${dataset.validation.length} to validate; writing to ${path}
`
}

function describeResult(
  { outcome, manifest }: RunResult,
  folder: RunFolder,
  asked: TrainArguments,
) {
  if (manifest === undefined) {
    const runs = asked.runs === 'runs' ? '' : ` --runs ${asked.runs}`
    return `interrupted; go on with: npm run train -- --resume --run ${folder.id}${runs}\n`
  }
  const { temperature, reject, quantized } = manifest
  const int8 = quantized ? `, int8 ${quantized.bytes}` : ''
  return `${outcome === 'finished' ? 'finished' : 'stopped early'}: ${folder.model} (${manifest.views[0].bytes} bytes${int8}), temperature ${temperature.toFixed(3)}, reject below ${reject.threshold.toFixed(3)}\n`
}
