import type { Results } from '../../../training/src/experiments/results.ts'
import { batchChart, deformedChart } from '../../../training/src/report/charts/experiment-charts.ts'
import { claimsTable } from './claims.ts'
import { type MeasuredClaims, readMeasured } from './measured.ts'
import {
  accuracyTable,
  batchTable,
  checkpointingTable,
  deformedPoints,
  deformedTable,
  inferenceTable,
  int8Table,
  originsTable,
} from './tables.ts'

/** What docs/experiments.md is filled with: blocks of Markdown by name, and pictures by file name. */
export interface ExperimentsReport {
  readonly blocks: Readonly<Record<string, string>>
  readonly pictures: Readonly<Record<string, string>>
}

/** Turns the results file into the document's tables and pictures; what is not measured yet says so. */
export function experimentsReport(results: Results): ExperimentsReport {
  const measured = readMeasured(results)
  return {
    blocks: {
      claims: claimsTable(measured),
      'claims-accuracy': accuracyTable(measured),
      'claims-deformed': deformedTable(measured),
      'claims-batch': batchTable(measured),
      'claims-inference': inferenceTable(measured),
      'claims-int8': int8Table(measured),
      'claims-checkpointing': checkpointingTable(measured),
      'claims-origins': originsTable(results),
    },
    pictures: {
      'experiments-deformed.svg': deformedChart(deformedPoints(measured)),
      'experiments-batch.svg': batchChart(batchPoints(measured)),
    },
  }
}

function batchPoints({ batchSize }: MeasuredClaims) {
  const backends = batchSize?.result.backends ?? []
  return backends.flatMap(({ backend, speeds }) =>
    speeds.flatMap(({ batch, samplesPerSecond }) =>
      samplesPerSecond === null ? [] : [{ backend, batch, samplesPerSecond }],
    ),
  )
}
