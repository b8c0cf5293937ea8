import { expect, it } from 'vitest'
import { findSecrets } from './secrets.ts'

// Put together here, so that this file holds none itself.
const SECRETS = {
  'an API key of ours': `const key = 'eik_${'aB3-_'.repeat(9).slice(0, 43)}'`,
  'a token of a deployment': `CLOUDFLARE_API_TOKEN=${'a1B2'.repeat(10)}`,
  'a webhook in JSON': `{"ALERT_WEBHOOK": "https://${'hooks.example/services/T0/B0'}/${'a1B2'.repeat(6)}"}`,
  'a token of GitHub': `ghp_${'b1C'.repeat(12)}`,
  'a private key': `-----BEGIN ${'RSA'} PRIVATE KEY-----\n${'MIIEow'.repeat(30)}\n-----END ${'RSA'} PRIVATE KEY-----`,
}

it.each(Object.entries(SECRETS))(
  '%s is found by file and line, and not repeated',
  async (_, text) => {
    const found = await findSecrets('src/a.ts', `first line\n${text}\n`)
    expect(found).toEqual([{ path: 'src/a.ts', line: 2, rule: expect.any(String) }])
  },
)

it.each([
  ['a hash', `"sha256": "${'0af3'.repeat(16)}"`],
  ['a variable that is named only', 'run: wrangler secret put CLOUDFLARE_API_TOKEN'],
  ['a reference to a variable', `CLOUDFLARE_API_TOKEN: ${'$'}{{ secrets.CLOUDFLARE_API_TOKEN }}`],
  ['the form of a key', '/^eik_[A-Za-z0-9_-]{43}$/'],
])('%s is none', async (_, text) => {
  expect(await findSecrets('src/a.ts', text)).toEqual([])
})
