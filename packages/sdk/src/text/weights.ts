import type { GroupFeature, PairFeature } from './features.ts'

/** What each feature adds to the score of a reading: natural logarithms of odds. */
export interface TextWeights {
  readonly group: Readonly<Record<GroupFeature, number>>
  readonly pair: Readonly<Record<PairFeature, number>>
}

/**
 * Fitted on rows of digits of validation writers, with the digits model: `npm run bench text -- --fit` prints them.
 * `pause` is set by hand: none of those digits has times. It makes a lift of e times the usual cost half a unit.
 */
export const TEXT_WEIGHTS: TextWeights = {
  group: {
    character: 2.3,
    surprise: -2.97,
    rejected: -1.88,
    innerGap: -2.04,
    wide: -2.41,
    wider: -1.8,
    low: -2.35,
    interrupted: -0.35,
    pause: -0.5,
  },
  pair: { overlap: -3.01, inside: -2.65, near: 1.8, tops: 1.55, bottoms: -3.12 },
}
