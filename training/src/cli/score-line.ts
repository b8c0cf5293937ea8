import type { GroupScore, Score } from '../evaluate/score.ts'

type Counted = Pick<GroupScore, 'count' | 'correct' | 'accuracy' | 'interval'>
type Judged = Counted & Partial<Pick<Score, 'rejected' | 'calibrationError'>>

/** A score in one line: counts, accuracy, interval, and what else is known. */
export function scoreLine(score: Judged): string {
  const { count, correct, accuracy, interval, rejected, calibrationError } = score
  const [low, high] = interval.map(percent)
  const parts = [
    `${correct} of ${count} right`,
    `${percent(accuracy)} % (95 %: ${low} to ${high})`,
    `${count - correct} errors`,
  ]
  if (rejected !== undefined) parts.push(`${rejected} rejected`)
  if (calibrationError !== undefined) parts.push(`calibration error ${percent(calibrationError)} %`)
  return parts.join(', ')
}

function percent(share: number): string {
  return (100 * share).toFixed(2)
}
