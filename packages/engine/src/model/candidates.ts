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
  /** The best candidate is less probable, at the temperature of rejection, than the manifest's threshold. */
  readonly rejected: boolean
}

export interface RankOptions {
  /** Calibrates the probabilities. */
  readonly temperature: number
  readonly reject: {
    readonly threshold: number
    /**
     * The one that the threshold was fitted at. By that of an ink which is being drawn, a pad would refuse nearly
     * every stroke until its pen is lifted.
     */
    readonly temperature: number
  }
  readonly topK: number
  /** Positions of the labels that may be answered. */
  readonly allowed: readonly number[]
}

/** Turns fused logits into candidates; the softmax is over the allowed labels only. */
export function rank(
  labels: readonly string[],
  logits: Float64Array,
  { temperature, reject, topK, allowed }: RankOptions,
): Prediction {
  // By logits: probabilities of far labels are equal, namely zero. The sort is stable.
  const ranked = allowed
    .map((i) => ({ label: labels[i], logit: logits[i] }))
    .sort((a, b) => b.logit - a.logit)
  const at = (t: number) =>
    softmaxRows(
      Float64Array.from(ranked, ({ logit }) => logit),
      ranked.length,
      t,
    )
  const probabilities = at(temperature)
  return {
    candidates: ranked
      .slice(0, topK)
      .map(({ label }, i) => ({ label, probability: probabilities[i] })),
    rejected: at(reject.temperature)[0] < reject.threshold,
  }
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
