import { DataError } from '../errors.ts'
import { lineAt, unipenStatements } from './statements.ts'

/** A point as the digitizer gave it: `y` grows upward. */
export interface UnipenPoint {
  readonly x: number
  readonly y: number
  /** The `T` column, milliseconds, where `.COORD` names one. */
  readonly t?: number
}

/** What was recorded between two changes of the pen's state. */
export interface UnipenComponent {
  readonly pen: 'down' | 'up'
  /**
   * Read when they are first asked for, since most components of a file belong to other tasks.
   *
   * @throws {DataError} `DATA_FORMAT` with file and line when they are not points
   */
  readonly points: readonly UnipenPoint[]
}

/** A `.SEGMENT`: a label and the components that it names. */
export interface UnipenSegment {
  /** Level of the hierarchy, such as `CHARACTER` or `DIGIT`. */
  readonly level: string
  /** Which components, such as `3-5` or `3:0-5:17,9`. See {@link resolveDelineation}. */
  readonly delineation: string
  readonly label: string
  /** File and line, for messages. */
  where(): string
  /** The first `.COMMENT` after the segment and before its ink, if any. */
  comment?: string
}

/** A UNIPEN file with everything it includes. */
export interface UnipenDocument {
  readonly components: readonly UnipenComponent[]
  readonly segments: readonly UnipenSegment[]
  /** The last `.WRITER_ID`. */
  readonly writer?: string
}

export interface ParseUnipenOptions {
  /** What to call the file in errors. Default: `UNIPEN file`. */
  readonly name?: string
  /** Answers the text of an `.INCLUDE`, or undefined where there is none. Default: includes are passed over. */
  readonly include?: (path: string) => string | undefined
}

/** Nested includes deeper than this are taken for a cycle; the data sets use two levels. */
const MAX_INCLUDE_DEPTH = 8

/**
 * Parses UNIPEN 1.0 (I. Guyon et al., "UNIPEN project of on-line data exchange and recognizer
 * benchmarks", ICPR 1994): the statements that carry ink, labels and writers; all others are passed over.
 *
 * @throws {DataError} `DATA_FORMAT` with file and line when a statement cannot be read; points are
 *   read later, see {@link UnipenComponent.points}
 */
export function parseUnipen(text: string, options: ParseUnipenOptions = {}): UnipenDocument {
  const reader = new UnipenReader(options.include)
  reader.read(text, options.name ?? 'UNIPEN file', 0)
  return reader
}

/** Answers file and line; a closure, for lines are counted only when something is wrong. */
type Where = () => string

class UnipenReader implements UnipenDocument {
  readonly components: UnipenComponent[] = []
  readonly segments: UnipenSegment[] = []
  writer?: string
  #columns: Columns = { width: 2, x: 0, y: 1, t: -1 }
  readonly #include: ParseUnipenOptions['include']

  constructor(include: ParseUnipenOptions['include']) {
    this.#include = include
  }

  read(text: string, name: string, depth: number): void {
    for (const statement of unipenStatements(text)) {
      const where = () => `${name}:${lineAt(text, statement.index)}`
      switch (statement.keyword) {
        case '.PEN_DOWN':
          this.components.push(new TextComponent('down', statement.text, this.#columns, where))
          break
        case '.PEN_UP':
          this.components.push(new TextComponent('up', statement.text, this.#columns, where))
          break
        case '.COORD':
          this.#columns = parseColumns(statement.text, where)
          break
        case '.SEGMENT':
          this.segments.push(parseSegment(statement.text, where))
          break
        case '.COMMENT':
          this.#comment(statement.text.trim())
          break
        case '.WRITER_ID':
          this.writer = statement.text.trim()
          break
        case '.INCLUDE':
          this.#follow(statement.text.trim(), where, depth)
          break
      }
    }
  }

  #comment(text: string): void {
    const segment = this.segments.at(-1)
    if (segment) segment.comment ??= text
  }

  #follow(path: string, where: Where, depth: number): void {
    if (!this.#include) return
    if (depth >= MAX_INCLUDE_DEPTH) {
      throw new DataError(
        'DATA_FORMAT',
        `${where()}: .INCLUDE ${path} is nested more than ${MAX_INCLUDE_DEPTH} deep. Does a file include itself?`,
      )
    }
    const text = this.#include(path)
    if (text === undefined) {
      throw new DataError(
        'DATA_FORMAT',
        `${where()}: .INCLUDE ${path} names a file that the archive does not hold. Is the archive whole?`,
      )
    }
    this.read(text, path, depth + 1)
  }
}

class TextComponent implements UnipenComponent {
  readonly pen: 'down' | 'up'
  readonly #text: string
  readonly #columns: Columns
  readonly #where: Where
  #points: readonly UnipenPoint[] | undefined

  constructor(pen: 'down' | 'up', text: string, columns: Columns, where: Where) {
    this.pen = pen
    this.#text = text
    this.#columns = columns
    this.#where = where
  }

  get points(): readonly UnipenPoint[] {
    this.#points ??= parsePoints(this.#text, this.#columns, this.#where)
    return this.#points
  }
}

/** Where x, y and t stand in a line of points; `t` is -1 where there is none. */
interface Columns {
  readonly width: number
  readonly x: number
  readonly y: number
  readonly t: number
}

function parseColumns(text: string, where: Where): Columns {
  const names = text.trim().split(/\s+/)
  const columns = {
    width: names.length,
    x: names.indexOf('X'),
    y: names.indexOf('Y'),
    t: names.indexOf('T'),
  }
  if (columns.x === -1 || columns.y === -1) {
    throw new DataError(
      'DATA_FORMAT',
      `${where()}: .COORD must name the columns X and Y, got "${names.join(' ')}".`,
    )
  }
  return columns
}

function parsePoints(text: string, columns: Columns, where: Where): UnipenPoint[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const numbers = trimmed.split(/\s+/).map(Number)
  const { width, x, y, t } = columns
  if (numbers.length % width !== 0 || !numbers.every(Number.isFinite)) {
    throw new DataError(
      'DATA_FORMAT',
      `${where()}: expected points of ${width} finite numbers each, got ${numbers.length} values: "${trimmed.slice(0, 60)}".`,
    )
  }
  const points: UnipenPoint[] = []
  for (let row = 0; row < numbers.length; row += width) {
    const point = { x: numbers[row + x], y: numbers[row + y] }
    points.push(t === -1 ? point : { ...point, t: numbers[row + t] })
  }
  return points
}

const SEGMENT = /^\s*(\S+)\s+(\S+)\s+(\S+)\s+"((?:[^"\\]|\\.)*)"/

function parseSegment(text: string, where: Where): UnipenSegment {
  const match = SEGMENT.exec(text)
  if (!match) {
    throw new DataError(
      'DATA_FORMAT',
      `${where()}: expected .SEGMENT <level> <delineation> <quality> "<label>", got "${text.trim().slice(0, 60)}".`,
    )
  }
  const [, level, delineation, , label] = match
  return { level, delineation, label: label.replace(/\\(.)/g, '$1'), where }
}
