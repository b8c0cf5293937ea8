import { readFile } from 'node:fs/promises'

/** Headers of static files by path, as Cloudflare reads them from `_headers`. */
export type HeadersOf = (path: string) => readonly (readonly [string, string])[]

interface Rule {
  readonly pattern: RegExp
  readonly headers: [string, string][]
}

/** Reads a `_headers` file: a line with a path, `*` for anything, then indented lines `name: value`. */
export async function readHeadersFile(path: string): Promise<HeadersOf> {
  const rules = parseRules(await readFile(path, 'utf8').catch(() => ''))
  return (path) => rules.filter(({ pattern }) => pattern.test(path)).flatMap((rule) => rule.headers)
}

function parseRules(text: string): Rule[] {
  const rules: Rule[] = []
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split('*').map(escaped).join('.*')
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] })
      continue
    }
    const at = line.indexOf(':')
    rules.at(-1)?.headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()])
  }
  return rules
}

/** A text as a regular expression that matches it alone. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
