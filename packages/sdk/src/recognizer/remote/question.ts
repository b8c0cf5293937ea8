import type { Ink } from '@edgeink/ink'
import type { Candidate, ClassifyOptions } from '@edgeink/protocol'

/** One ink for the edge, however it is sent. */
export interface Question extends ClassifyOptions {
  readonly ink: Ink
  readonly isPartial?: boolean
}

export interface Answer {
  readonly model: { readonly id: string; readonly version: string }
  readonly candidates: readonly Candidate[]
  readonly rejected: boolean
}
