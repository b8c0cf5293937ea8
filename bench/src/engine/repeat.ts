import type { Subject } from './subjects.ts'

/** Inks for a measurement, side by side. */
export interface Inks {
  readonly inputs: Float32Array
  readonly count: number
  readonly labels: number
}

/** Calls a subject with `batch` inks at a time, each time others, and waits for every answer. */
export async function repeat(
  subject: Subject,
  { inputs, count, labels }: Inks,
  batch: number,
  calls: number,
): Promise<void> {
  const size = inputs.length / count
  const out = new Float32Array(batch * labels)
  const places = Math.max(1, count - batch + 1)
  for (let call = 0; call < calls; call++) {
    const from = ((call * 7) % places) * size
    const answer = subject.run(inputs.subarray(from, from + batch * size), batch, out)
    if (answer instanceof Promise) await answer
  }
}
