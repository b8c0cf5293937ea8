/** Labels whose name begins with a vowel: an eight, an A, an ef. */
const AFTER_AN = /^[8aefhilmnorsx]$/i

/** A label in a sentence that is seen: `a 2`, `an 8`. */
export function withArticle(label: string): string {
  return `${AFTER_AN.test(label) ? 'an' : 'a'} ${label}`
}

/** A label in a sentence that is heard, where the case of a letter is lost: `2`, `capital A`, `small a`. */
export function spoken(label: string): string {
  if (/^\p{Lu}$/u.test(label)) return `capital ${label}`
  return /^\p{Ll}$/u.test(label) ? `small ${label}` : label
}
