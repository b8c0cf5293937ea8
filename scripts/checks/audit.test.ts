import { describe, expect, it } from 'vitest'
import { auditDependencies } from './audit.ts'
import { readAudit } from './audit-report.ts'

const known = (name: string, severity: string, via: unknown[] = [{ title: 'reads too much' }]) => ({
  [name]: { name, severity, range: '<2', via },
})

/** An audit whose two reports are these: of what is shipped, and of all. */
async function audit(shipped: object, all: object) {
  const lines: string[] = []
  const failed = await auditDependencies({
    npm: async (args) => JSON.stringify(args.includes('--omit=dev') ? shipped : all),
    say: (line) => lines.push(line),
  })
  return { failed, said: lines.join('\n') }
}

describe('the audit of dependencies', () => {
  it('fails on a grave vulnerability, and tells what is shipped from what develops it', async () => {
    const inTests = { vulnerabilities: { ...known('vitest', 'critical'), ...known('hono', 'low') } }
    const { failed, said } = await audit({ vulnerabilities: known('hono', 'low') }, inTests)
    expect(failed).toBe(1)
    expect(said).toContain(
      'shipped: known vulnerabilities: 0 of high or critical severity, 1 below',
    )
    expect(said).toContain('vitest <2 (critical): reads too much')
    const grave = { vulnerabilities: known('hono', 'high') }
    expect((await audit(grave, grave)).failed).toBe(2)
    expect((await audit({ vulnerabilities: {} }, { vulnerabilities: {} })).failed).toBe(0)
  })

  it('says plainly that it was not done when the registry gives no answer, and lets pass', async () => {
    const offline = { message: 'request to https://r.example/x failed, reason: ENOTFOUND' }
    const { failed, said } = await audit(offline, offline)
    expect(failed).toBe(0)
    expect(said.match(/NOT DONE, the registry gave no answer/g)).toHaveLength(2)
  })
})

describe('what npm writes', () => {
  it('names each package of high or critical severity, and counts the others', () => {
    const vulnerabilities = {
      ...known('a', 'high', [{ title: 'reads too much' }]),
      ...known('b', 'critical', ['a']),
      ...known('c', 'moderate', ['a']),
    }
    expect(readAudit(JSON.stringify({ vulnerabilities }))).toEqual({
      kind: 'audited',
      grave: [
        { name: 'a', severity: 'high', range: '<2', reasons: ['reads too much'] },
        { name: 'b', severity: 'critical', range: '<2', reasons: ['by a'] },
      ],
      minor: 1,
    })
  })

  it.each([
    [
      JSON.stringify({ message: '405 Method Not Allowed - POST https://r.example/x' }),
      '405 Method Not Allowed POST',
    ],
    [
      JSON.stringify({ message: 'request to https://r.example/x failed, reason: ENOTFOUND' }),
      'ENOTFOUND',
    ],
    ['', 'npm gave no report'],
    ['npm error', 'npm gave no report'],
  ])(
    'without a report means that nothing was audited, and says why without an address',
    (output, reason) => {
      const verdict = readAudit(output)
      expect(verdict).toEqual({ kind: 'not-reached', reason: expect.stringContaining(reason) })
      expect(JSON.stringify(verdict)).not.toContain('r.example')
    },
  )
})
