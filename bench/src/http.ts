/** `npm run bench http [-- --seconds 10 --rounds 3 --connections 64 --requests 500000]`: the worker under load in workerd. */
import { parseArgs } from 'node:util'
import { BODY_NAMES, type BodyName, bodies } from './http/bodies.ts'
import { load } from './http/load.ts'
import { type Measured, measure, type Subject } from './http/measure.ts'
import { httpReport } from './http/tables.ts'
import { benchWorker } from './http/workers.ts'
import { machine, writeResult } from './result.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { seconds, rounds, connections, requests } = readArguments(args)
  const requestBodies = await bodies()
  const [wasm, ort] = [await benchWorker('wasm'), await benchWorker('ort')]
  const subjects = BODY_NAMES.flatMap((body): Subject[] => [
    { name: 'echo', body, start: wasm, path: '/echo' },
    { name: 'classify', body, start: wasm, path: '/classify' },
    { name: 'ort', body, start: ort, path: '/classify' },
  ])
  const rows: Measured[] = await measure(subjects, {
    bodies: requestBodies,
    seconds,
    rounds,
    connections,
  })
  const result = {
    command: 'npm run bench http',
    machine: machine(),
    connections,
    seconds,
    rounds,
    unit: 'median and quartiles over the rounds',
    rows,
    soak: await soak(requestBodies, wasm, requests, connections),
  }
  console.log(httpReport(result))
  await writeResult('http', result)
}

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '64' },
      requests: { type: 'string', default: '500000' },
    },
  })
  return {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    requests: Number(values.requests),
  }
}

/** So many requests in a row, and how many were not answered with 2xx. */
async function soak(
  requestBodies: Record<BodyName, string>,
  start: Awaited<ReturnType<typeof benchWorker>>,
  requests: number,
  connections: number,
) {
  if (requests === 0) return undefined
  process.stderr.write(`soak: ${requests} requests\n`)
  await using worker = await start()
  const url = `${worker.url}/classify`
  const { failed, requestsPerSecond, p99 } = await load({
    url,
    body: requestBodies.strokes,
    connections,
    requests,
  })
  return { requests, failed, requestsPerSecond, p99 }
}
