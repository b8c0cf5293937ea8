// The messages of `GET /stream`: JSON texts over a WebSocket. The client sends what changes in its ink, and gets a
// prediction for the newest state of it. docs/edge-api.md tells the conversation.
import type { Problem } from './problem.ts'
import type { Candidate, ClassifyOptions, WireStroke } from './wire.ts'

/** The first message: how the ink is to be read. Answered with {@link StreamOpened}, or an error after which it may be sent again. */
export interface StreamOpen extends ClassifyOptions {
  readonly type: 'open'
}

/** Any message that changes the ink. */
interface InkChange {
  /** A whole number that grows with each change; the prediction that has seen it repeats it. */
  readonly sequence: number
}

/** Points that came to a stroke since the last message: to the last one, or to a new one after it. */
export interface StreamPoints extends InkChange {
  readonly type: 'points'
  /** Index of the stroke, from 0: an existing one, or the number of strokes there are to begin the next. */
  readonly stroke: number
  /** In the forms of `POST /classify`. */
  readonly points: WireStroke
}

/** Takes the last stroke away; nothing where there is none. */
export interface StreamUndo extends InkChange {
  readonly type: 'undo'
}

/** Takes all strokes away. */
export interface StreamClear extends InkChange {
  readonly type: 'clear'
}

/** Says whether the pen is on the paper, which it is not to begin with: ink that is being drawn is read more cautiously. */
export interface StreamPen extends InkChange {
  readonly type: 'pen'
  readonly isDown: boolean
}

/** Says that a prediction has arrived. The server waits for it once {@link LIMITS.stream.window} are on their way. */
export interface StreamAck {
  readonly type: 'ack'
  /** The `sequence` of the prediction. */
  readonly sequence: number
}

export type StreamClientMessage =
  | StreamOpen
  | StreamPoints
  | StreamUndo
  | StreamClear
  | StreamPen
  | StreamAck

/** The answer to {@link StreamOpen}. */
export interface StreamOpened {
  readonly type: 'opened'
  readonly model: { readonly id: string; readonly version: string }
  readonly labels: readonly string[]
  /** How many predictions may be on their way before one is acknowledged. */
  readonly window: number
  /** Milliseconds of silence from the client after which the server closes. */
  readonly idleTimeout: number
  /** The server knows {@link StreamPen}; one that does not would refuse it. */
  readonly pen?: boolean
}

/** What the ink looks like after the change `sequence`. Changes that came while another was read are answered together. */
export interface StreamPrediction {
  readonly type: 'prediction'
  readonly sequence: number
  /** By falling probability; empty while the ink is. */
  readonly candidates: readonly Candidate[]
  /** True when the best candidate is too improbable to be believed, and for an empty ink. */
  readonly rejected: boolean
}

/** A message that was refused. The ink is as it was before it; the conversation goes on, unless a close follows. */
export interface StreamError {
  readonly type: 'error'
  readonly problem: Problem
  /** Of the change that was refused or could not be read, where it was one. */
  readonly sequence?: number
}

export type StreamServerMessage = StreamOpened | StreamPrediction | StreamError

/** Why a stream ends, as WebSocket close codes. Those from 4000 are this API's; their last digits are HTTP's. */
export const STREAM_CLOSE = {
  /** Either side has what it wants. */
  normal: 1000,
  /** The server stops; connect again. */
  goingAway: 1001,
  /** The server failed; connect again. */
  internalError: 1011,
  /** {@link LIMITS.stream.errors} messages were refused, or one was not JSON text. */
  badMessages: 4400,
  /** Nothing came for the idle timeout; connect again when there is ink. */
  idle: 4408,
  /** A message was larger than {@link LIMITS.stream.messageBytes}. */
  tooLarge: 4413,
} as const
