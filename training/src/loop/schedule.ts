/** Parameters of the learning rate over a run. */
export interface ScheduleOptions {
  readonly peak: number
  readonly floor: number
  readonly warmupSteps: number
  readonly totalSteps: number
}

/**
 * Learning rate of a step (counted from 0): linear warm-up to the peak, then half a cosine down to the floor,
 * which the last step reaches (Loshchilov & Hutter 2017, without restarts).
 */
export function learningRate(step: number, options: ScheduleOptions): number {
  const { peak, floor, warmupSteps, totalSteps } = options
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps
  const span = Math.max(1, totalSteps - 1 - warmupSteps)
  const progress = Math.min(1, (step - warmupSteps) / span)
  return floor + ((peak - floor) * (1 + Math.cos(Math.PI * progress))) / 2
}
