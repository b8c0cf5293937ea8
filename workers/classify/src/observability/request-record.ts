import type { Answered } from '../app-env.ts'

/** What is known of a request when it is over. It never holds ink, nor anything that was made of it but the answer's figures. */
export interface RequestRecord {
  readonly requestId: string
  /** The pattern that matched, such as `/models/:id`, so that there are few of them; `*` where none did. */
  readonly route: string
  readonly method: string
  readonly status: number
  /** Milliseconds. On Workers the clock stands still while a request computes: this is then the time it waited. */
  readonly duration: number
  /** Milliseconds since 1970, when it was over. */
  readonly time: number
  /** Only of a request that classified. */
  readonly classification?: Classification
}

export interface Classification {
  readonly model: { readonly id: string; readonly version: string }
  /** Inks or images. */
  readonly batch: number
  /** How many of them were rejected. */
  readonly rejected: number
  /** Best candidates, in order: what drift is seen in. */
  readonly best: readonly Best[]
}

export interface Best {
  readonly label: string
  readonly probability: number
}

/** The figures of an answer. */
export function classificationOf({ model, results, isPartial }: Answered): Classification {
  let rejected = 0
  const best: Best[] = []
  for (const result of results) {
    if (result.rejected) rejected++
    // Empty where no candidate was asked for or allowed. Half a character is not what the reference was measured on.
    if (!isPartial && result.candidates.length > 0) best.push(result.candidates[0])
  }
  return { model, batch: results.length, rejected, best }
}
