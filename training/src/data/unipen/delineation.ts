import type { Ink, Point, Stroke } from '@edgeink/ink'
import { DataError } from '../errors.ts'
import type { UnipenComponent, UnipenPoint, UnipenSegment } from './document.ts'

const RANGE = /^(\d+)(?::(\d+))?(?:-(\d+)(?::(\d+))?)?$/

/**
 * The ink that a segment names: a comma list of `a`, `a-b` or `a:p-b:q`, where `a` and `b` count
 * components and `p` and `q` points in them; both ends are inclusive. Only what the pen drew on the
 * surface becomes a stroke, and `y` is flipped so that it grows downward.
 *
 * @param components what `a` and `b` index: the caller chooses whether pen-up components count
 * @throws {DataError} `DATA_FORMAT` when a range is malformed or outside of the components
 */
export function resolveDelineation(
  segment: UnipenSegment,
  components: readonly UnipenComponent[],
): Ink {
  const strokes: Stroke[] = []
  for (const range of segment.delineation.split(',')) {
    const { first, from, last, to } = parseRange(range, segment, components)
    for (let index = first; index <= last; index++) {
      const { pen, points } = components[index]
      if (pen === 'up') continue
      const start = index === first ? from : 0
      const end = index === last ? to : Number.POSITIVE_INFINITY
      const part = points.slice(start, end + 1)
      if (part.length > 0) strokes.push({ points: part.map(flip) })
    }
  }
  return strokes
}

interface ComponentRange {
  readonly first: number
  readonly from: number
  readonly last: number
  readonly to: number
}

function parseRange(
  text: string,
  segment: UnipenSegment,
  components: readonly UnipenComponent[],
): ComponentRange {
  const match = RANGE.exec(text)
  if (!match) throw wrong(segment, 'a, a-b or a:p-b:q')
  const [, first, from, last, to] = match
  const range = {
    first: Number(first),
    from: Number(from ?? 0),
    last: Number(last ?? first),
    // A lone `a:p` is one point; a missing `:q` is the end of the component.
    to: Number(to ?? (last === undefined ? from : undefined) ?? Number.POSITIVE_INFINITY),
  }
  if (range.first > range.last) throw wrong(segment, 'ranges that run forward')
  if (range.last >= components.length) {
    throw wrong(segment, `component numbers below ${components.length}`)
  }
  return range
}

function flip({ x, y, t }: UnipenPoint): Point {
  return t === undefined ? { x, y: 0 - y } : { x, y: 0 - y, t }
}

function wrong({ where, delineation }: UnipenSegment, expected: string): DataError {
  return new DataError(
    'DATA_FORMAT',
    `${where()}: expected a delineation of ${expected}, got "${delineation}".`,
  )
}
