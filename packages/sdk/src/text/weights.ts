import type { GroupFeature, PairFeature } from './features.ts'

/** What each feature adds to the score of a reading: natural logarithms of odds. */
export interface TextWeights {
  readonly group: Readonly<Record<GroupFeature, number>>
  readonly pair: Readonly<Record<PairFeature, number>>
}

export const TEXT_WEIGHTS: TextWeights = {
  group: {
    character: 0,
    surprise: -1,
    rejected: -1,
    innerGap: -4,
    wide: -1,
    wider: -3,
    low: -3,
    interrupted: -2,
    pause: -0.5,
  },
  pair: { overlap: -5, inside: -2, near: 0, tops: -1, bottoms: -1 },
}
