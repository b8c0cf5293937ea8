import { spawn } from 'node:child_process'
import { ROOT } from '../support/run.ts'
import { type AuditVerdict, readAudit } from './audit-report.ts'

/** What is deployed or published: its production dependencies are what users run. */
const SHIPPED = ['packages', 'workers/classify'] as const

/** Once and soon: the check must not wait for a registry that is not there. */
const IMPATIENCE = ['--fetch-retries=0', '--fetch-timeout=15000', '--no-update-notifier']

/** Milliseconds after which even npm itself is given up. */
const PATIENCE = 90_000

/** Runs npm with these arguments; resolves to what it wrote. */
export type RunNpm = (args: readonly string[]) => Promise<string>

export interface AuditOptions {
  readonly npm?: RunNpm
  readonly say?: (line: string) => void
}

/**
 * Asks the registry for known vulnerabilities of what is shipped, and apart from it of all that develops it. Without
 * an answer it says so and lets pass: a build offline is no less safe than the one before it.
 *
 * @returns how many of the two audits found something of high or critical severity
 */
export async function auditDependencies(options: AuditOptions = {}): Promise<number> {
  const { npm = runNpm, say = console.log } = options
  const ask = async (...scope: string[]) =>
    readAudit(await npm(['audit', '--json', ...IMPATIENCE, ...scope]))
  const [ofShipped, ofAll] = await Promise.all([
    ask('--omit=dev', ...SHIPPED.map((folder) => `--workspace=${folder}`)),
    ask(),
  ])
  const audits = [
    ['dependencies that are shipped', ofShipped],
    ['all dependencies, development included', ofAll],
  ] as const
  for (const [name, verdict] of audits) for (const line of describe(name, verdict)) say(line)
  const isGrave = (verdict: AuditVerdict) => verdict.kind === 'audited' && verdict.grave.length > 0
  return audits.filter(([, verdict]) => isGrave(verdict)).length
}

function describe(name: string, verdict: AuditVerdict): string[] {
  if (verdict.kind === 'not-reached') {
    return [`audit of ${name}: NOT DONE, the registry gave no answer (${verdict.reason})`]
  }
  const { grave, minor } = verdict
  const counts = `${grave.length} of high or critical severity, ${minor} below`
  return [
    `audit of ${name}: known vulnerabilities: ${counts}`,
    ...grave.map(
      ({ name: who, severity, range, reasons }) =>
        `  ${who} ${range} (${severity}): ${reasons.join('; ')}`,
    ),
  ]
}

/** npm's report is on stdout, and its exit code tells nothing that the report does not. */
const runNpm: RunNpm = (args) =>
  new Promise((resolve) => {
    const child = spawn('npm', args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
      signal: AbortSignal.timeout(PATIENCE),
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', () => resolve(''))
    child.on('close', () => resolve(output))
  })
