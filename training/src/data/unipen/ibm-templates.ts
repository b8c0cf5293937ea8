import { bounds, type Ink } from '@edgeink/ink'

/**
 * Whether an ink of UNIPEN's `ibm` is not a drawing but a template. Behind the filled-in form, each
 * of its files holds single strokes that a recognizer kept, every one in a box of its own with its
 * corner at the origin, under the label of the whole character: the bar of an F is an "F". Of the
 * contributor's 1,571 digits 396 are such. Other contributors move whole characters to the origin.
 */
export function isIbmTemplate(ink: Ink): boolean {
  const { minX, maxY } = bounds(ink)
  // The lower left corner, for `y` has been flipped.
  return minX === 0 && maxY === 0
}
