import { DataError } from './errors.ts'
import type { InkSample } from './samples.ts'
import { resolveDelineation } from './unipen/delineation.ts'
import { parseUnipen, type UnipenSegment } from './unipen/document.ts'

/** `.COMMENT <label> <writer> <n>` after each segment. */
const COMMENT = /^(\d)\s+(\d+)\s+\d+$/

/**
 * Parses pendigits-orig.tra: UNIPEN text whose segments name the digits and whose comments name
 * the writers (E. Alpaydin and F. Alimoglu, UCI Machine Learning Repository 81).
 *
 * @throws {DataError} `DATA_FORMAT` when the text is not of that form
 */
export function parsePendigits(text: string, name = 'pendigits-orig.tra'): InkSample[] {
  const { components, segments } = parseUnipen(text, { name })
  if (segments.length === 0) {
    throw new DataError('DATA_FORMAT', `${name}: expected .SEGMENT DIGIT statements, got none.`)
  }
  const down = components.filter(({ pen }) => pen === 'down')
  return segments.map((segment) => ({
    ink: resolveDelineation(segment, down),
    label: segment.label,
    source: 'pendigits',
    writer: `pendigits/${writerOf(segment)}`,
  }))
}

function writerOf({ comment, label, where }: UnipenSegment): string {
  const match = COMMENT.exec(comment ?? '')
  if (match?.[1] !== label) {
    throw new DataError(
      'DATA_FORMAT',
      `${where()}: expected .COMMENT ${label} <writer> <n> after the segment, got "${comment ?? ''}".`,
    )
  }
  return match[2]
}
