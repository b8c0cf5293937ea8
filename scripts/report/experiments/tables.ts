import type { Measured, Results } from '../../../training/src/experiments/results.ts'
import { mean, standardDeviation } from '../../../training/src/experiments/statistics.ts'
import type { NetworkName } from '../../../training/src/experiments/trained/networks.ts'
import type { TrainedResult } from '../../../training/src/experiments/trained/trained-network.ts'
import { markdownTable, percent } from '../../support/report-blocks.ts'
import { microseconds } from './cost-claims.ts'
import { type MeasuredClaims, meanAccuracy, scoreOf } from './measured.ts'
import { seeds } from './wording.ts'

/** Each network on MNIST's test images. */
export function accuracyTable({ trained }: MeasuredClaims): string {
  const rows = networksOf(trained).map(([network, results]) => {
    const accuracies = results.map(({ test }) => test.accuracy)
    const { hidden, parameters } = results[0]
    const sd = accuracies.length > 1 ? (100 * standardDeviation(accuracies)).toFixed(2) : '–'
    return [
      `\`${network}\``,
      String(hidden),
      parameters.toLocaleString('en'),
      results.map(({ seed, test }) => `${seed}: ${test.correct}`).join(', '),
      percent(mean(accuracies)),
      sd,
    ]
  })
  const head = ['network', 'hidden', 'parameters', 'right, by seed', 'mean', 'sd, points']
  return rows.length === 0 ? waiting('training') : markdownTable(head, rows)
}

/** Mean accuracy of each network under each deformation. */
export function deformedTable({ trained }: MeasuredClaims): string {
  const networks = networksOf(trained)
  if (networks.length === 0) return waiting('training')
  const head = networks.map(([name, results]) => `\`${name}\`, ${seeds(results.length)}`)
  const row = (name: string, range: string, deformation?: string) => [
    name,
    range,
    ...networks.map(([, results]) => percent(meanAccuracy(results, deformation))),
  ]
  const [, [first]] = networks[0]
  return markdownTable(
    ['deformation', 'range', ...head],
    [
      row('none', '', undefined),
      ...first.deformed.map(({ deformation, range }) => row(deformation, range, deformation)),
    ],
  )
}

/** What the picture of deformed images shows: each network's mean and how far its seeds lie apart. */
export function deformedPoints({ trained }: MeasuredClaims) {
  return networksOf(trained).flatMap(([network, results]) =>
    [undefined, ...results[0].deformed.map(({ deformation }) => deformation)].map((deformation) => {
      const accuracies = results.map((result) => scoreOf(result, deformation).accuracy)
      return {
        network,
        deformation: deformation ?? 'none',
        accuracy: mean(accuracies),
        low: Math.min(...accuracies),
        high: Math.max(...accuracies),
      }
    }),
  )
}

/** Samples per second by batch size and backend. */
export function batchTable({ batchSize }: MeasuredClaims): string {
  if (batchSize === undefined) return waiting('batch-size')
  const { backends, threads } = batchSize.result
  const head = ['batch', ...backends.map(({ backend }) => `\`${backend}\``)]
  const rows = backends[0].speeds.map(({ batch }, i) => [
    String(batch),
    ...backends.map(({ speeds }) => speeds[i].samplesPerSecond?.toFixed(0) ?? 'too slow'),
  ])
  const how = `Samples a second of the median step, ${threads} threads. ${origin(batchSize)}`
  return `${markdownTable(head, rows)}\n\n${how}`
}

/** The time for an image by each engine. */
export function inferenceTable({ inference }: MeasuredClaims): string {
  if (inference === undefined) return waiting('inference')
  const { engines, network, inks, unit } = inference.result
  const rows = engines.map(({ name, batch1, batch32 }) => [
    `\`${name}\``,
    microseconds(batch1.median),
    microseconds(batch32.median),
  ])
  const table = markdownTable(['engine', 'one image', 'each of 32'], rows)
  return `${table}\n\n${network}; ${inks}; ${unit}. ${origin(inference)}`
}

/** What the int8 file gets right, by each engine; float32 is right beside it by onnxruntime. */
export function int8Table({ trained, nativeInt8 }: MeasuredClaims): string {
  const rows = networksOf(trained).flatMap(([network, results]) =>
    results.flatMap(({ seed, test, int8 = [] }) =>
      int8.map((score) => ({
        run: `${network}-seed-${seed}`,
        float32: test,
        int8: score,
        ...score,
      })),
    ),
  )
  const cells = [...rows, ...nativeInt8]
    .sort((a, b) => (a.run < b.run ? -1 : a.run > b.run ? 1 : 0))
    .map(({ run, engine, float32, int8, changed }) => [
      `\`${run}\``,
      engine,
      String(float32.correct),
      String(int8.correct),
      String(changed),
    ])
  const head = ['network', 'engine of int8', 'right in float32', 'right in int8', 'other answers']
  return cells.length === 0 ? waiting('training') : markdownTable(head, cells)
}

/** Memory and time of a step of training, by how many states are kept. */
export function checkpointingTable({ checkpointing }: MeasuredClaims): string {
  if (checkpointing === undefined) return waiting('gradient-checkpointing')
  const { costs, backend } = checkpointing.result
  const rows = costs.map(({ steps, segment, peakBytes, milliseconds }) => [
    String(steps),
    segment === 0 ? 'every one' : `every ${segment}th`,
    (peakBytes / 2 ** 20).toFixed(1),
    milliseconds.toFixed(0),
  ])
  const table = markdownTable(['steps', 'states kept', 'MiB at most', 'ms a step'], rows)
  return `${table}\n\nBackend \`${backend}\`. ${origin(checkpointing)}`
}

/** Where each result comes from. */
export function originsTable(results: Results): string {
  const rows = Object.entries(results).map(([name, { date, commit, machine, seconds }]) => [
    `\`${name}\``,
    date.slice(0, 16).replace('T', ' '),
    commit === null ? '–' : `\`${shortCommit(commit)}\``,
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`,
    `${seconds} s`,
  ])
  if (rows.length === 0) return waiting('training')
  return markdownTable(['experiment', 'measured, UTC', 'commit', 'machine', 'took'], rows)
}

function networksOf(trained: MeasuredClaims['trained']) {
  return Object.entries(trained) as [NetworkName, readonly TrainedResult[]][]
}

function origin({ machine, date, commit }: Measured): string {
  const of = commit === null ? '' : `, commit \`${shortCommit(commit)}\``
  return `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${date.slice(0, 10)}${of}.`
}

function shortCommit(commit: string): string {
  return commit.replace(/^([0-9a-f]{8})[0-9a-f]*/, '$1')
}

function waiting(only: string): string {
  return `*Not measured yet: \`npm run experiments -- --only ${only}\`.*`
}
