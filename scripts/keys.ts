/**
 * `npm run keys -- create --id NAME [--not-before DATE] [--expires DATE]`: makes an API key and the entry that goes
 * into the secret API_KEYS. Nothing is stored or sent; the key is shown this once.
 */
import { createApiKey, parseApiKeys } from '../workers/classify/src/security/api-keys.ts'
import { CommandError, runScript } from './support/command.ts'

const HELP = `npm run keys -- create --id NAME [--not-before DATE] [--expires DATE]

Makes an API key. Give the key to its user, and add the entry to the list that the secret API_KEYS holds:
  npx wrangler secret put API_KEYS --config workers/classify/wrangler.jsonc --env production
To rotate without a gap: add the new entry, move the users over, then let the old one expire or take it out.`

export interface KeyFlags {
  readonly id?: string
  readonly expires?: string
  readonly 'not-before'?: string
}

/** What the command prints, or throws when its arguments cannot be meant. */
export async function runKeys(
  words: readonly string[],
  { id, expires, 'not-before': notBefore }: KeyFlags = {},
): Promise<string> {
  if (words.length === 0) return HELP
  if (words.join(' ') !== 'create') {
    throw new CommandError(`expected create, got ${words.join(' ')}; see --help`)
  }
  if (!id)
    throw new CommandError('expected --id NAME: it names the key’s holder in logs and limits')
  const { key, sha256 } = await createApiKey()
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
    throw new CommandError(message, { cause })
  }
}

if (import.meta.main) {
  await runScript(
    {
      help: HELP,
      takesWords: true,
      options: {
        id: { type: 'string' },
        'not-before': { type: 'string' },
        expires: { type: 'string' },
      },
    },
    async (flags, words) => console.log(await runKeys(words, flags)),
  )
}
