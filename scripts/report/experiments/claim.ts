/** A row of the table: what the paper says, what we found. */
export interface Claim {
  readonly claim: string
  readonly paper: string
  readonly ours: string
  readonly n: string
  readonly verdict: string
}

/** The row of a claim that waits for its experiments. */
export function notMeasured(claim: string, paper: string, only: string): Claim {
  return { claim, paper, ours: '–', n: '0', verdict: `not measured yet: \`--only ${only}\`` }
}
