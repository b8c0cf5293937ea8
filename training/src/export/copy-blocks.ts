/** A run of rows or columns: `count` of them are copied, zeros fill it up to `size`. */
export interface Span {
  /** Where it begins in the source; else after the span before. */
  readonly from?: number
  readonly count: number
  readonly size: number
}

export interface BlockCopy {
  readonly rows: readonly Span[]
  readonly columns: readonly Span[]
  /** An element of the source. */
  read(row: number, column: number): number
}

/** A row-major matrix made of blocks of a source, each filled up with zeros. */
export function copyBlocks({ rows, columns, read }: BlockCopy): Float32Array {
  const rowSources = expand(rows)
  const columnSources = expand(columns)
  const out = new Float32Array(rowSources.length * columnSources.length)
  rowSources.forEach((row, r) => {
    if (row === undefined) return
    columnSources.forEach((column, c) => {
      if (column !== undefined) out[r * columnSources.length + c] = read(row, column)
    })
  })
  return out
}

/** For each place of the result its place in the source; undefined where a zero goes. */
function expand(spans: readonly Span[]): (number | undefined)[] {
  let next = 0
  return spans.flatMap(({ from = next, count, size }) => {
    next = from + count
    return Array.from({ length: size }, (_, i) => (i < count ? from + i : undefined))
  })
}
