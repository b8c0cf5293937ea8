import { InputError } from '../errors.ts'
import { softmaxRows } from '../softmax.ts'

/** A label and how probable it is. */
export interface Candidate {
  readonly label: string
  readonly probability: number
}

export interface Prediction {
  /** The most probable labels, by falling probability; equal ones in the order of the labels. */
  readonly candidates: readonly Candidate[]
  /** The best candidate's probability is below the threshold of the manifest. */
  readonly rejected: boolean
}

export interface RankOptions {
  readonly temperature: number
  readonly threshold: number
  readonly topK: number
  /** Positions of the labels that may be answered. */
  readonly allowed: readonly number[]
}

/** Turns fused logits into candidates; the softmax is over the allowed labels only. */
export function rank(
  labels: readonly string[],
  logits: Float64Array,
  { temperature, threshold, topK, allowed }: RankOptions,
): Prediction {
  const probabilities = softmaxRows(
    Float64Array.from(allowed, (i) => logits[i]),
    allowed.length,
    temperature,
  )
  const candidates = allowed
    .map((i, k) => ({ label: labels[i], probability: probabilities[k], logit: logits[i] }))
    // By logits: probabilities of far labels are equal, namely zero. The sort is stable.
    .sort((a, b) => b.logit - a.logit)
    .slice(0, topK)
    .map(({ label, probability }) => ({ label, probability }))
  return { candidates, rejected: candidates[0].probability < threshold }
}

/**
 * Positions of the allowed labels, in the order of the labels; all of them without a list.
 *
 * @throws {InputError} when the list is empty or has a label that the model does not know
 */
export function allowedPositions(
  labels: readonly string[],
  allowed: readonly string[] | undefined,
): number[] {
  if (allowed === undefined) return labels.map((_, i) => i)
  const unknown = allowed.find((label) => !labels.includes(label))
  if (unknown !== undefined) {
    throw new InputError(
      `allowed: the model has no label ${JSON.stringify(unknown)}; its labels are ${labels.join(' ')}`,
    )
  }
  if (allowed.length === 0) throw new InputError('allowed: expected at least one label, got none')
  return labels.flatMap((label, i) => (allowed.includes(label) ? [i] : []))
}
