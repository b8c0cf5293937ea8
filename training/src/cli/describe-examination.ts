import type { Examination } from '../evaluate/examination.ts'
import { percent } from '../evaluate/percent.ts'
import type { Curve } from '../evaluate/sturdiness/sturdiness.ts'

/** An examination in lines: classes, what is refused, and each curve's fall from the ink as it was written. */
export function describeExamination({
  classes,
  rejection,
  curves,
  calibration,
}: Examination): string {
  return [
    ...classes.map(
      ({ class: name, count, restricted, free }) =>
        `${name}: ${restricted.correct} of ${count} right among its own labels (${percent(restricted.accuracy)}), ${free.correct} among all, look-alikes as one (${percent(free.accuracy)})`,
    ),
    ...rejection.map(
      ({ set, count, rejected, share }) =>
        `not a character, ${set}: ${rejected} of ${count} refused (${percent(share)})`,
    ),
    ...curves.map(describeCurve),
    ...Object.entries(calibration).map(
      ([kind, { count, confidence, accuracy, calibrationError }]) =>
        `calibration, ${kind}: ${percent(confidence)} sure, ${percent(accuracy)} right, error ${percent(calibrationError)} of ${count}`,
    ),
  ].join('\n')
}

function describeCurve({ change, unit, points }: Curve): string {
  const values = points.map(({ value, accuracy }) => `${value}: ${percent(accuracy)}`)
  return `${change} (${unit}) ${values.join(', ')}`
}
