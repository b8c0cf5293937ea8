/** A share for people: 0.98765 is `98.77 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
