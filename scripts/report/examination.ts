import type { ClassScore, CountedScore } from '../../training/src/evaluate/classes.ts'
import type { Rejection } from '../../training/src/evaluate/doubt/rejection.ts'
import type { Examination } from '../../training/src/evaluate/examination.ts'
import type { Curve } from '../../training/src/evaluate/sturdiness/sturdiness.ts'
import { markdownTable, percent } from '../support/report-blocks.ts'

/** What a model was asked beyond its accuracy on each set, as Markdown. */
export function examinationTables({
  classes,
  rejection,
  curves,
  calibration,
}: Examination): string {
  return [
    ...(classes.length > 0 ? [classTable(classes)] : []),
    'What is no character of the model, and how much of it is rejected:',
    rejectionTable(rejection),
    'Accuracy as the ink changes (the picture, and the least value of each curve within its range):',
    '![Accuracy along each change of the ink](curves.svg)',
    curveTable(curves),
    'How sure it is of its best candidate, beside how often that is right:',
    calibrationTable(calibration),
    ...curves.filter(isPartialInk).map(partialTable),
  ].join('\n\n')
}

/** How many of each class are right: restricted to the class, and in free choice. */
export function classTable(classes: readonly ClassScore[]): string {
  const cells = (count: number, { correct, accuracy, interval }: CountedScore) =>
    `${correct} of ${count}: ${percent(accuracy)} (${interval.map(percent).join(' to ')})`
  return markdownTable(
    ['UNIPEN, unseen writers', 'among its own class', 'among all labels, look-alikes as one'],
    classes.map(({ class: name, count, restricted, free }) => [
      name,
      cells(count, restricted),
      cells(count, free),
    ]),
  )
}

function rejectionTable(rejection: readonly Rejection[]): string {
  return markdownTable(
    ['set', 'rejected', 'share', '95 % interval'],
    rejection.map(({ set, count, rejected, share, interval }) => [
      set,
      `${rejected} of ${count}`,
      percent(share),
      interval.map(percent).join(' to '),
    ]),
  )
}

const KINDS = {
  inks: 'finished inks',
  images: 'images',
  partial: 'inks at a moment of their drawing',
} as const

function calibrationTable(calibration: Examination['calibration']): string {
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[]
  return markdownTable(
    ['input', 'count', 'confidence', 'right', 'expected calibration error'],
    kinds.flatMap((kind) => {
      const honesty = calibration[kind]
      if (honesty === undefined) return []
      const shares = [honesty.confidence, honesty.accuracy, honesty.calibrationError]
      return [[KINDS[kind], String(honesty.count), ...shares.map(percent)]]
    }),
  )
}

function isPartialInk({ change }: Curve): boolean {
  return change === 'partial ink'
}

function partialTable({ points }: Curve): string {
  const sorted = points.toSorted((a, b) => a.value - b.value)
  return markdownTable(
    ['of the points', 'confidence', 'right', 'expected calibration error'],
    sorted.map(({ value, confidence, accuracy, calibrationError }) =>
      [value, confidence, accuracy, calibrationError].map(percent),
    ),
  )
}

function curveTable(curves: readonly Curve[]): string {
  return markdownTable(
    ['change', 'as written', 'least', 'at'],
    curves.map(({ change, unit, points }) => {
      const [written, ...changed] = points
      const least = changed.reduce((a, b) => (b.accuracy < a.accuracy ? b : a))
      return [change, percent(written.accuracy), percent(least.accuracy), `${least.value} ${unit}`]
    }),
  )
}
