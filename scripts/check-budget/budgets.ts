/** What the worker may weigh and take. */
export const BUDGETS = {
  bundle: { about: 'bundle with the digits model, compressed', unit: 'KB', most: 400 },
  startup: { about: 'startup, CPU beyond that of an empty worker, median', unit: 'ms', most: 30 },
  first: {
    about: 'first prediction of a cold isolate, CPU up to its answer, median',
    unit: 'ms',
    most: 15,
  },
  request: { about: 'CPU of a request, 99th percentile', unit: 'ms', most: 2 },
  memory: { about: 'resident memory of workerd under load, most', unit: 'MB', most: 90 },
  growth: {
    about: 'growth of memory from the middle to the last third of the load',
    unit: '%',
    most: 3,
  },
} as const

export type BudgetName = keyof typeof BUDGETS

export interface Measurement {
  readonly budget: BudgetName
  /** In the budget's unit. */
  readonly value: number
}

export function isWithin({ budget, value }: Measurement): boolean {
  return value <= BUDGETS[budget].most
}

/** The value below which this share of a list lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}
