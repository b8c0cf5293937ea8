import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const HOW = `Not deployed: there is no token of a Cloudflare account. Everything up to here was checked. To deploy,
  1. make an account, the free plan does: https://dash.cloudflare.com/sign-up
  2. make a token from the template "Edit Cloudflare Workers": https://dash.cloudflare.com/profile/api-tokens
  3. run this again with CLOUDFLARE_API_TOKEN set (and CLOUDFLARE_ACCOUNT_ID, if the token has several accounts);
     at a desk, \`npx wrangler login\` does instead`

type Env = Readonly<Record<string, string | undefined>>

/** What to do where wrangler would find no token, or undefined where it finds one. */
export function missingCredentials(env: Env, loginFile = loginFileOf(env)): string | undefined {
  if (env.CLOUDFLARE_API_TOKEN || env.CLOUDFLARE_API_KEY) return undefined
  const isLoggedIn =
    existsSync(loginFile) && /^(oauth|refresh)_token/m.test(readFileSync(loginFile, 'utf8'))
  return isLoggedIn ? undefined : HOW
}

/** Where `wrangler login` keeps its token. */
function loginFileOf({ XDG_CONFIG_HOME }: Env): string {
  const folder = XDG_CONFIG_HOME || join(homedir(), '.config')
  return join(folder, '.wrangler/config/default.toml')
}
