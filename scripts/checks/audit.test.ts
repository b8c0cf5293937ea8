import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { auditDependencies } from './audit.ts'
import { readAudit } from './audit-report.ts'

let registry: Server | undefined
let cache: string | undefined
afterEach(async () => {
  registry?.close()
  if (cache) await rm(cache, { recursive: true, force: true })
})

/** A registry that answers audits with these advisories, and nothing else. */
async function startRegistry(advisories: object): Promise<string> {
  const server = createServer((request, response) => {
    const isBulk = request.url?.endsWith('/advisories/bulk')
    request.resume().on('end', () => {
      response.writeHead(isBulk ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(isBulk ? advisories : {}))
    })
  })
  registry = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const advisory = (id: number, severity: string) => [
  {
    id,
    url: `https://advisories.example/${id}`,
    title: 'Made up for a test',
    severity,
    vulnerable_versions: '*',
    cwe: [],
    cvss: { score: 9, vectorString: null },
  },
]

describe('the audit of dependencies', () => {
  it('by npm itself tells what is shipped from what develops it, and the grave from the rest', async () => {
    const advisories = { hono: advisory(1, 'moderate'), vitest: advisory(2, 'critical') }
    // npm remembers advisories: these must not get into the user's own cache.
    cache = await mkdtemp(join(tmpdir(), 'edgeink-npm-'))
    const npm = [`--registry=${await startRegistry(advisories)}`, `--cache=${cache}`]
    const lines: string[] = []
    expect(await auditDependencies({ npm, say: (line) => lines.push(line) })).toBe(1)
    const [shipped, all, ...grave] = lines
    expect(shipped).toMatch(/shipped: known vulnerabilities: 0 of high or critical severity, [1-9]/)
    expect(all).toMatch(/development included: known vulnerabilities: [1-9]/)
    expect(grave.join()).toMatch(/vitest .*\(critical\): Made up for a test/)
  })
})

describe('what npm writes', () => {
  it('names each package of high or critical severity, and counts the others', () => {
    const known = (name: string, severity: string, via: unknown[]) => ({
      [name]: { name, severity, range: '<2', via },
    })
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
