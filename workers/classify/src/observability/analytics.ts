// One data point a request for Workers Analytics Engine: https://developers.cloudflare.com/analytics/analytics-engine/
import type { RecordSink } from './observe.ts'
import type { RequestRecord } from './request-record.ts'

/** A dataset's binding. */
export interface AnalyticsDataset {
  writeDataPoint(point: DataPoint): void
}

export interface DataPoint {
  readonly indexes: readonly string[]
  readonly blobs: readonly string[]
  readonly doubles: readonly number[]
}

/** Columns of the dataset. Queries name them by these, so that writing and reading cannot part. */
export const COLUMNS = {
  route: 'blob1',
  method: 'blob2',
  model: 'blob3',
  version: 'blob4',
  /** Best label of the first ink: with its probability, a fair sample of what drift shows in. */
  label: 'blob5',
  status: 'double1',
  duration: 'double2',
  batch: 'double3',
  topProbability: 'double4',
  rejected: 'double5',
} as const

/** Writes each request into the dataset. Without a binding nothing is written. */
export function analyticsSink(dataset: AnalyticsDataset | undefined): RecordSink {
  if (!dataset) return () => {}
  return (record) => dataset.writeDataPoint(toDataPoint(record))
}

/** The order of {@link COLUMNS}. */
export function toDataPoint(record: RequestRecord): DataPoint {
  const { route, method, status, duration, classification } = record
  const { model, batch = 0, rejected = 0, best = [] } = classification ?? {}
  const [first] = best
  return {
    // What the platform samples by when there is too much: by route, the rare ones stay whole.
    indexes: [route.slice(0, MAX_INDEX)],
    blobs: [route, method, model?.id ?? '', model?.version ?? '', first?.label ?? ''],
    doubles: [status, duration, batch, first?.probability ?? 0, rejected],
  }
}

/** Bytes of an index. */
const MAX_INDEX = 96
