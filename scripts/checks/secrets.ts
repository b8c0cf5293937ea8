import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { lintSource } from '@secretlint/core'
import { creator as pattern } from '@secretlint/secretlint-rule-pattern'
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend'
import { ROOT } from '../support/run.ts'

/** Where a secret seems to stand. Never the secret itself: a log must not become its second place. */
export interface SuspectedSecret {
  readonly path: string
  readonly line: number
  readonly rule: string
}

/** Secrets of many services, and our own: an API key, and a value given to a variable that holds a secret. */
const CONFIG = {
  rules: [
    { id: 'recommended', rule: recommended, options: {} },
    {
      id: 'edgeink',
      rule: pattern,
      options: {
        patterns: [
          { name: 'API key of edgeink', pattern: '/\\beik_[A-Za-z0-9_-]{43}\\b/' },
          {
            name: 'secret of a deployment',
            pattern:
              '/\\b(?:CLOUDFLARE_API_TOKEN|ANALYTICS_TOKEN)["\\x27]?\\s*[:=]\\s*["\\x27]?[\\w-]{30,}|\\bALERT_WEBHOOK["\\x27]?\\s*[:=]\\s*["\\x27]?https?:[\\w:/.-]{40,}/',
          },
        ],
      },
    },
  ],
}

/** A file that has a NUL byte in its first part is no text. */
const SNIFFED = 8_000

/** Looks for secrets in one text. */
export async function findSecrets(path: string, content: string): Promise<SuspectedSecret[]> {
  const source = { filePath: path, content, ext: '', contentType: 'text' as const }
  const { messages } = await lintSource({ source, options: { config: CONFIG } })
  return messages.map(({ loc, ruleId }) => ({ path, line: loc.start.line, rule: ruleId }))
}

/** Looks for secrets in every text file that git tracks or would track. @returns how many seem to be there */
export async function checkSecrets(say: (line: string) => void = console.error): Promise<number> {
  let count = 0
  for (const path of await repositoryFiles()) {
    const bytes = await readFile(`${ROOT}${path}`).catch(() => undefined)
    if (!bytes || bytes.subarray(0, SNIFFED).includes(0)) continue
    for (const { line, rule } of await findSecrets(path, bytes.toString('utf8'))) {
      count++
      say(
        `${path}:${line}: looks like a secret (${rule}): revoke it, then take it out of the history`,
      )
    }
  }
  return count
}

async function repositoryFiles(): Promise<string[]> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const { stdout } = await promisify(execFile)('git', args, { cwd: ROOT, maxBuffer: 1e8 })
  return stdout.split('\0').filter(Boolean)
}
