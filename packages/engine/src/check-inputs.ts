import { InputError } from './errors.ts'
import { isModerate } from './graph/check-sizes.ts'
import { LIMITS } from './graph/limits.ts'

/** What a classifier takes: `steps × features` numbers for each of `n` inputs. */
export interface InputShape {
  readonly steps: number
  readonly features: number
}

/** @throws {InputError} when `n` is not a positive integer, or the length is not `n × steps × features` */
export function checkShape(inputs: Float32Array, n: number, { steps, features }: InputShape): void {
  if (!(inputs instanceof Float32Array)) {
    throw new InputError(`expected a Float32Array, got ${typeof inputs}; convert the numbers first`)
  }
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new InputError(`expected a whole number of inputs from 1, got ${n}`)
  }
  const expected = n * steps * features
  if (inputs.length !== expected) {
    throw new InputError(
      `expected ${n} × ${steps} × ${features} = ${expected} numbers, got ${inputs.length}`,
    )
  }
}

/** @throws {InputError} when a number is not finite, or beyond the limit */
export function checkNumbers(inputs: Float32Array): void {
  for (let i = 0; i < inputs.length; i++) {
    if (!isModerate(inputs[i])) {
      throw new InputError(
        `expected finite numbers of at most ${LIMITS.magnitude}, got ${inputs[i]} at ${i}`,
      )
    }
  }
}

/** The caller's buffer when it fits, or a new one. */
export function outputFor(out: Float32Array | undefined, n: number, labels: number): Float32Array {
  if (out === undefined) return new Float32Array(n * labels)
  if (out instanceof Float32Array && out.length === n * labels) return out
  throw new InputError(`expected out to hold ${n} × ${labels} numbers, got ${out?.length}`)
}
