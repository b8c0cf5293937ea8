/** Levenshtein's distance: how many characters must be put in, left out or exchanged to make one text of the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const exchange = row[j] + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(exchange, row[j + 1] + 1, next[j] + 1))
    }
    row = next
  }
  return row[b.length]
}
