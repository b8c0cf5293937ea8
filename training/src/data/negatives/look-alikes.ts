/**
 * Letters that a digit may look like when nothing but its ink is seen: an O is a zero, and no model can tell. They are
 * neither taught nor counted as negatives of a model of digits.
 */
export const DIGIT_LOOK_ALIKES: ReadonlySet<string> = new Set('OoQDIlij|ZzSsbGBgq')

/** Characters whose shapes differ by size and place alone, which a single character does not show. */
const ALNUM_LOOK_ALIKES = ['0Oo', '1Il', 'cC', 'sS', 'uU', 'vV', 'wW', 'xX', 'zZ', 'kK', 'pP']

const GROUP_OF = new Map(
  ALNUM_LOOK_ALIKES.flatMap((group) => [...group].map((label) => [label, group] as const)),
)

/** Whether two labels are one, or look alike. */
export function looksLike(a: string, b: string): boolean {
  const group = GROUP_OF.get(a)
  return a === b || (group !== undefined && group === GROUP_OF.get(b))
}
