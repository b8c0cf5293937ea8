import type { Prediction } from '@edgeink/engine/wasm'
import { type Group, innerGap } from './hypotheses.ts'
import { type Line, longestLift } from './line.ts'
import type { Box } from './pieces.ts'

/** What speaks for or against a group as a character. Lengths are in heights of the line; all is 0 or more, and bounded. */
export const GROUP_FEATURES = [
  /** 1: as many characters as a reading has, so often this weighs. */
  'character',
  /** `-log p` of the model's candidate. */
  'surprise',
  /** 1 where the model does not believe its best candidate. */
  'rejected',
  /** The widest strip inside without ink. */
  'innerGap',
  /** Width beyond 0.8. */
  'wide',
  /** Width beyond 1.3, again. */
  'wider',
  /** How much lower than the line it is. */
  'low',
  /** How often the pen left it for another character, and came back. */
  'interrupted',
  /** How much longer than usual the pen was lifted inside: the logarithm of the ratio; 0 without times. */
  'pause',
] as const

/** What speaks for or against two neighbours being two characters. */
export const PAIR_FEATURES = [
  /** Of their boxes, across. */
  'overlap',
  /** The overlap as a part of the narrower one. */
  'inside',
  /** How much less than 0.3 the gap is. */
  'near',
  /** How much their upper ends differ. */
  'tops',
  /** How much their lower ends differ. */
  'bottoms',
] as const

export type GroupFeature = (typeof GROUP_FEATURES)[number]
export type PairFeature = (typeof PAIR_FEATURES)[number]

/** The largest -log p that is still told apart: the model's far tail says nothing. */
const MAX_SURPRISE = 6

export function groupFeatures(
  group: Group,
  { candidates, rejected }: Prediction,
  { height, lift }: Line,
): Record<GroupFeature, number> {
  const width = (group.box.right - group.box.left) / height
  const tall = (group.box.bottom - group.box.top) / height
  return {
    character: 1,
    surprise: surpriseOf(candidates[0].probability),
    rejected: rejected ? 1 : 0,
    innerGap: Math.min(1, innerGap(group.pieces) / height),
    wide: clamp(width - 0.8, 0, 2),
    wider: clamp(width - 1.3, 0, 2),
    low: clamp(1 - tall, 0, 1),
    interrupted: Math.min(3, runs(group) - 1),
    pause: lift > 0 ? clamp(Math.log(longestLift(group.pieces) / lift), 0, 2) : 0,
  }
}

export function surpriseOf(probability: number): number {
  return Math.min(MAX_SURPRISE, -Math.log(probability))
}

export function pairFeatures(left: Box, right: Box, { height }: Line): Record<PairFeature, number> {
  const gap = (right.left - left.right) / height
  const narrower = Math.min(left.right - left.left, right.right - right.left) / height
  return {
    overlap: clamp(-gap, 0, 1),
    inside: -gap >= narrower ? 1 : clamp(-gap / narrower, 0, 1),
    near: clamp(0.3 - gap, 0, 0.3),
    tops: Math.min(1, Math.abs(left.top - right.top) / height),
    bottoms: Math.min(1, Math.abs(left.bottom - right.bottom) / height),
  }
}

/** How many times, in the order of writing, the pen came to the group anew. */
function runs({ pieces }: Group): number {
  return pieces.filter((piece, i) => i === 0 || piece.stroke > pieces[i - 1].stroke + 1).length
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
