export const ROUNDS = 5

export interface Sum {
  readonly left: number
  readonly added: number
  readonly result: number
}

/** The sum of a round: the same each time, with a result of one digit. */
export function createSum(round: number): Sum {
  const left = 1 + ((round * 2) % 5)
  const added = 2 + ((round * 3) % 4)
  return { left, added, result: left + added }
}
