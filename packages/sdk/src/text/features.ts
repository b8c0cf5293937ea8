import type { Prediction } from '@edgeink/engine/wasm'
import { type Group, innerGap } from './hypotheses.ts'
import { type Box, centreX } from './pieces.ts'

/** What a group that is read as a character tells for or against it; each number is 0 or more, and bounded. */
export const GROUP_FEATURES = [
  'character',
  'surprise',
  'rejected',
  'strokes',
  'innerGap',
  'wide',
  'wider',
  'low',
  'interrupted',
] as const

/** What two neighbours tell for or against being two. */
export const PAIR_FEATURES = ['overlap', 'inside', 'near', 'offset'] as const

export type GroupFeature = (typeof GROUP_FEATURES)[number]
export type PairFeature = (typeof PAIR_FEATURES)[number]

/** The largest -log p that is still told apart: the model's far tail says nothing. */
const MAX_SURPRISE = 6

/** @param height the line's, by which lengths are measured */
export function groupFeatures(
  group: Group,
  { candidates, rejected }: Prediction,
  height: number,
): Record<GroupFeature, number> {
  const width = (group.box.right - group.box.left) / height
  const tall = (group.box.bottom - group.box.top) / height
  return {
    character: 1,
    surprise: surpriseOf(candidates[0].probability),
    rejected: rejected ? 1 : 0,
    strokes: group.pieces.length - 1,
    innerGap: Math.min(1, innerGap(group.pieces) / height),
    wide: clamp(width - 0.8, 0, 2),
    wider: clamp(width - 1.3, 0, 2),
    low: clamp(1 - tall, 0, 1),
    interrupted: Math.min(3, runs(group) - 1),
  }
}

export function surpriseOf(probability: number): number {
  return Math.min(MAX_SURPRISE, -Math.log(probability))
}

export function pairFeatures(left: Box, right: Box, height: number): Record<PairFeature, number> {
  const gap = (right.left - left.right) / height
  const narrower = Math.min(left.right - left.left, right.right - right.left) / height
  return {
    overlap: clamp(-gap, 0, 1),
    inside: -gap >= narrower ? 1 : clamp(-gap / narrower, 0, 1),
    near: clamp(0.3 - gap, 0, 0.3),
    offset: Math.min(1, Math.abs(middleY(left) - middleY(right)) / height),
  }
}

/** How many times, in the order of writing, the pen came to the group anew. */
function runs({ pieces }: Group): number {
  return pieces.filter((piece, i) => i === 0 || piece.stroke > pieces[i - 1].stroke + 1).length
}

function middleY({ top, bottom }: Box): number {
  return centreX({ left: top, right: bottom, top: 0, bottom: 0 })
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
