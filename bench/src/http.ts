/**
 * `npm run bench http [-- --only load|soak --seconds 5 --rounds 3 --connections 64 --requests 500000]`: the worker under
 * load in workerd. The load takes four minutes, the soak six; what `--only` leaves out stays from the last run.
 */
import { parseFlags } from '../../training/src/cli/parse-flags.ts'
import { BODY_NAMES, type BodyName, bodies } from './http/bodies.ts'
import { load } from './http/load.ts'
import { measure, type Subject } from './http/measure.ts'
import { type HttpResult, httpReport, type LoadResult, type SoakResult } from './http/tables.ts'
import { benchWorker, type Start } from './http/workers.ts'
import { machine, readResult, writeResult } from './result.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { only, ...options } = readArguments(args)
  const subject = { bodies: await bodies(), wasm: await benchWorker('wasm') }
  const last = await readResult<HttpResult>('http')
  const result: HttpResult = {
    command: 'npm run bench http',
    machine: machine(),
    load: only === 'soak' ? last?.load : await runLoad(subject, options),
    soak: only === 'load' ? last?.soak : await runSoak(subject, options),
  }
  console.log(httpReport(result))
  await writeResult('http', result)
}

interface Options {
  readonly seconds: number
  readonly rounds: number
  readonly connections: number
  readonly requests: number
}

interface BenchSubject {
  readonly bodies: Readonly<Record<BodyName, string>>
  readonly wasm: Start
}

function readArguments(args: readonly string[]): Options & { readonly only: string | undefined } {
  const { values } = parseFlags({
    args: [...args],
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '64' },
      requests: { type: 'string', default: '500000' },
    },
  })
  const { only } = values
  if (only !== undefined && only !== 'load' && only !== 'soak') {
    throw new Error(`expected --only load or --only soak, got ${only}`)
  }
  return {
    only,
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    requests: Number(values.requests),
  }
}

async function runLoad(
  { bodies, wasm }: BenchSubject,
  { seconds, rounds, connections }: Options,
): Promise<LoadResult> {
  const ort = await benchWorker('ort')
  const subjects = BODY_NAMES.flatMap((body): Subject[] => [
    { name: 'echo', body, start: wasm, path: '/echo' },
    { name: 'classify', body, start: wasm, path: '/classify' },
    { name: 'ort', body, start: ort, path: '/classify' },
  ])
  return {
    connections,
    seconds,
    rounds,
    unit: 'median and quartiles over the rounds',
    rows: await measure(subjects, { bodies, seconds, rounds, connections }),
  }
}

/** So many requests in a row, and how many were not answered with 2xx. */
async function runSoak(
  { bodies, wasm }: BenchSubject,
  { requests, connections }: Options,
): Promise<SoakResult> {
  process.stderr.write(`soak: ${requests} requests\n`)
  await using worker = await wasm()
  const url = `${worker.url}/classify`
  const { failed, requestsPerSecond, p99 } = await load({
    url,
    body: bodies.strokes,
    connections,
    requests,
  })
  return { requests, failed, requestsPerSecond, p99 }
}
