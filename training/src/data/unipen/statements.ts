/** One keyword of a UNIPEN file with everything up to the next keyword. */
export interface UnipenStatement {
  /** The keyword with its dot, such as `.PEN_DOWN`. */
  readonly keyword: string
  /** The text after the keyword, over as many lines as it takes, not trimmed. */
  readonly text: string
  /** Line of the keyword, counted from 1. */
  readonly line: number
}

const KEYWORD = /^\.[A-Z][A-Z0-9_]*/gm

/**
 * Splits UNIPEN text into statements. A keyword is a dot and capitals at the very start of a line:
 * documentation quotes keywords inside its prose, and those do not count.
 */
export function* unipenStatements(text: string): Generator<UnipenStatement> {
  let line = 1
  let counted = 0
  let previous: { keyword: string; start: number } | undefined
  for (const match of text.matchAll(KEYWORD)) {
    if (previous) yield statement(text, previous, match.index, line)
    line += countNewlines(text, counted, match.index)
    counted = match.index
    previous = { keyword: match[0], start: match.index }
  }
  if (previous) yield statement(text, previous, text.length, line)
}

function statement(
  text: string,
  { keyword, start }: { keyword: string; start: number },
  end: number,
  line: number,
): UnipenStatement {
  return { keyword, text: text.slice(start + keyword.length, end), line }
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count++
  }
  return count
}
