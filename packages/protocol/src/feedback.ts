import type { WireStrokes } from './wire.ts'

/** The body of `POST /feedback`: an ink that was read wrongly (or rightly), and what it says. */
export interface FeedbackRequest {
  readonly strokes: WireStrokes
  /** What the model had read. */
  readonly predicted: string
  /** What was written. */
  readonly label: string
  /** The model that had read it, as its answer named it. */
  readonly model: { readonly id: string; readonly version: string }
  /** Who wrote is the only one who can say so: without `true`, nothing is kept. */
  readonly consent: true
  /** A pseudonym of the writer that the page made up, so that training tells hands apart. Never a name or an address. */
  readonly writer?: string
}

/** The answer of `POST /feedback`. Whoever keeps both can take the ink back. */
export interface FeedbackReceipt {
  readonly id: string
  /** Sent as `Feedback-Token` with `DELETE /feedback/<id>`. It is not stored and cannot be asked for again. */
  readonly token: string
}
