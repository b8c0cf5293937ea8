import { seeded } from '@edgeink/engine/reference'

/** A seeded source of choices, so that every case can be repeated from its number. */
export class Random {
  readonly next: () => number

  constructor(seed: number) {
    this.next = seeded(seed)
  }

  /** A whole number in `0 … below − 1`. */
  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }
}
