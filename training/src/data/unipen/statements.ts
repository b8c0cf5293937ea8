/** One keyword of a UNIPEN file with everything up to the next keyword. */
export interface UnipenStatement {
  /** The keyword with its dot, such as `.PEN_DOWN`. */
  readonly keyword: string
  /** The text after the keyword, over as many lines as it takes, not trimmed. */
  readonly text: string
  /** Where the keyword begins in the file's text. See {@link lineAt}. */
  readonly index: number
}

const KEYWORD = /^\.[A-Z][A-Z0-9_]*/gm

/**
 * Splits UNIPEN text into statements. A keyword is a dot and capitals at the very start of a line:
 * documentation quotes keywords inside its prose, and those do not count.
 */
export function* unipenStatements(text: string): Generator<UnipenStatement> {
  let previous: { keyword: string; index: number } | undefined
  for (const { 0: keyword, index } of text.matchAll(KEYWORD)) {
    if (previous) yield statement(text, previous, index)
    previous = { keyword, index }
  }
  if (previous) yield statement(text, previous, text.length)
}

function statement(
  text: string,
  { keyword, index }: { keyword: string; index: number },
  end: number,
): UnipenStatement {
  return { keyword, text: text.slice(index + keyword.length, end), index }
}

/** The line, counted from 1, that a place in a text lies in. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
