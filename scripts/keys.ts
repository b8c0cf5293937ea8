/**
 * `npm run keys -- create --id NAME [--not-before DATE] [--expires DATE]`: makes an API key and the entry that goes
 * into the secret API_KEYS. Nothing is stored or sent; the key is shown this once.
 */
import { parseArgs } from 'node:util'
import { createApiKey, parseApiKeys } from '../workers/classify/src/security/api-keys.ts'

const HELP = `npm run keys -- create --id NAME [--not-before DATE] [--expires DATE]

Makes an API key. Give the key to its user, and add the entry to the list that the secret API_KEYS holds:
  npx wrangler secret put API_KEYS --config workers/classify/wrangler.jsonc --env production
To rotate without a gap: add the new entry, move the users over, then let the old one expire or take it out.`

/** What the command prints, or throws when its arguments cannot be meant. */
export async function runKeys(args: readonly string[]): Promise<string> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      'not-before': { type: 'string' },
      expires: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help || positionals.length === 0) return HELP
  if (positionals.join(' ') !== 'create') throw new Error(`expected create\n\n${HELP}`)
  if (!values.id)
    throw new Error('expected --id NAME: it names the key’s holder in logs and limits')
  const { key, sha256 } = await createApiKey()
  const { id, expires, 'not-before': notBefore } = values
  const entry = JSON.stringify({ id, sha256, notBefore, expires })
  checkEntry(entry)
  return `key, shown this once:  ${key}\nentry for API_KEYS:    ${entry}`
}

function checkEntry(entry: string): void {
  try {
    parseApiKeys(`[${entry}]`)
  } catch (cause) {
    const message =
      'expected an id of letters, digits, dots and hyphens, and dates such as 2027-01-31'
    throw new Error(message, { cause })
  }
}

if (import.meta.main) {
  try {
    console.log(await runKeys(process.argv.slice(2)))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
