/** One package with a known vulnerability, as `npm audit --json` names it. */
export interface Vulnerability {
  readonly name: string
  readonly severity: string
  readonly range: string
  /** What is wrong, in the advisory's words; or the packages that bring it in. */
  readonly reasons: readonly string[]
}

/** What an audit came to. */
export type AuditVerdict =
  | { readonly kind: 'not-reached'; readonly reason: string }
  | { readonly kind: 'audited'; readonly grave: readonly Vulnerability[]; readonly minor: number }

/** Severities that fail the check. */
const GRAVE: readonly string[] = ['high', 'critical']

/** Reads what `npm audit --json` wrote. Whatever is no report means that no registry answered. */
export function readAudit(output: string): AuditVerdict {
  const report = parse(output)
  if (!report?.vulnerabilities) return { kind: 'not-reached', reason: reasonOf(report) }
  const all = Object.values(report.vulnerabilities)
  const grave = all.filter(({ severity }) => GRAVE.includes(severity)).map(toVulnerability)
  return { kind: 'audited', grave, minor: all.length - grave.length }
}

interface Report {
  readonly message?: string
  readonly vulnerabilities?: Readonly<Record<string, ReportedVulnerability>>
}

interface ReportedVulnerability {
  readonly name: string
  readonly severity: string
  readonly range: string
  readonly via: readonly (string | { readonly title: string })[]
}

function parse(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report
  } catch {
    return undefined
  }
}

/** npm's own words without the address: which registry it was is nobody's business in a log. */
function reasonOf(report: Report | undefined): string {
  const words = report?.message?.replace(/\S+:\/\/\S+/g, '').replace(/[\s-]+/g, ' ')
  return words?.trim() || 'npm gave no report'
}

function toVulnerability({ name, severity, range, via }: ReportedVulnerability): Vulnerability {
  const reasons = via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : cause.title))
  return { name, severity, range, reasons }
}
