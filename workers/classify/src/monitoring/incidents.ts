import type { Finding } from './checks.ts'

/** A threshold that was crossed and is not yet known to hold again. */
export interface Incident {
  readonly finding: Finding
  /** Milliseconds since 1970. */
  readonly since: number
}

/** What is open, by {@link incidentKey}. It is stored: a run of the monitor knows the last one's by it. */
export type OpenIncidents = Readonly<Record<string, Incident>>

/** News for the webhook. */
export interface Alert {
  readonly event: 'opened' | 'closed'
  readonly finding: Finding
  /** Milliseconds since 1970, when the incident began. */
  readonly since: number
  /** Milliseconds since 1970, when this was found. */
  readonly at: number
}

export function incidentKey({ rule, model }: Finding): string {
  return model ? `${rule}/${model}` : rule
}

/**
 * News since the last window: a crossing that was not open, and an open one that a window with enough observations
 * shows to be over. A rule without a finding changes nothing: silence is no evidence.
 */
export function alertsOf(open: OpenIncidents, findings: readonly Finding[], at: number): Alert[] {
  return findings.flatMap((finding): Alert[] => {
    const incident = open[incidentKey(finding)]
    if (finding.isCrossed && !incident) return [{ event: 'opened', finding, since: at, at }]
    if (!finding.isCrossed && incident) {
      return [{ event: 'closed', finding, since: incident.since, at }]
    }
    return []
  })
}

/** The open incidents after an alert was delivered. */
export function afterAlert(open: OpenIncidents, { event, finding, since }: Alert): OpenIncidents {
  const key = incidentKey(finding)
  if (event === 'opened') return { ...open, [key]: { finding, since } }
  const { [key]: _, ...others } = open
  return others
}
