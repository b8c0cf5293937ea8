/** Raised when a document names a block that no report fills, or lacks its end. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  readonly code = 'REPORT_BLOCK'
}

const BLOCK = /<!-- report:([\w-]+) -->[\s\S]*?<!-- \/report -->/g

/**
 * Replaces what stands between `<!-- report:NAME -->` and `<!-- /report -->` by the report of that name.
 *
 * @throws {ReportError} when a block has no report, or a document opens a block and does not close it
 */
export function fillBlocks(document: string, reports: Readonly<Record<string, string>>): string {
  const opened = document.match(/<!-- report:[\w-]+ -->/g)?.length ?? 0
  const closed = document.match(/<!-- \/report -->/g)?.length ?? 0
  if (opened !== closed) {
    throw new ReportError(
      `expected each of the ${opened} report blocks to be closed once by <!-- /report -->, found ${closed}`,
    )
  }
  return document.replace(BLOCK, (_, name: string) => {
    const report = reports[name]
    if (report === undefined) {
      const known = Object.keys(reports).join(', ')
      throw new ReportError(`no report named '${name}'; there are: ${known}`)
    }
    return `<!-- report:${name} -->\n\n${report.trim()}\n\n<!-- /report -->`
  })
}

/** A GitHub table; numbers align right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** A share for people: 0.98765 is `98.77 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
