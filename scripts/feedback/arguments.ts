import { parseArgs } from 'node:util'

/** Where the corrections are: D1 through wrangler, on this machine or Cloudflare's, or the container's SQLite file. */
export type Place =
  | {
      readonly kind: 'd1'
      readonly remote: boolean
      readonly environment: string
      /** Folder of the local state. Default: wrangler's own. */
      readonly persistTo: string | undefined
    }
  | { readonly kind: 'sqlite'; readonly file: string }

export type Command =
  | { readonly name: 'migrate' | 'stats' | 'help' }
  | { readonly name: 'list'; readonly limit: number }
  | { readonly name: 'export'; readonly out: string; readonly model: string | undefined }
  | { readonly name: 'delete-id'; readonly id: string }
  | { readonly name: 'delete-older'; readonly days: number }

export interface FeedbackArguments {
  readonly command: Command
  readonly place: Place
}

export const HELP = `npm run feedback -- COMMAND [where]

  migrate                      makes the tables, or brings them up to date
  stats                        how many corrections there are, by model and label
  list [--limit N]             the newest, without their ink (20)
  export --out FILE [--model ID]   ink for npm run train -- --extra FILE
  delete --id ID               one, as its writer asks for
  delete --older-than 90d      all that are older

Where: this machine's D1 of wrangler dev, unless
  --remote                     the database on Cloudflare (needs CLOUDFLARE_API_TOKEN)
  --env NAME                   environment of wrangler.jsonc (feedback; production with --remote)
  --persist-to DIR             the folder that wrangler dev was told by the same flag
  --sqlite FILE                the file of the container's server`

/** What wrangler.jsonc calls the environment that has a database on this machine. */
const LOCAL_ENVIRONMENT = 'feedback'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Arguments that cannot be meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'USAGE'
}

/** @throws {UsageError} naming what was expected */
export function readFeedbackArguments(args: readonly string[]): FeedbackArguments {
  const { positionals, values } = parse(args)
  const { remote = false, sqlite, env, 'persist-to': persistTo } = values
  if (sqlite !== undefined && (remote || env !== undefined)) {
    throw new UsageError('expected --sqlite FILE alone, or --remote and --env of wrangler')
  }
  const environment = env ?? (remote ? 'production' : LOCAL_ENVIRONMENT)
  const place: Place = sqlite
    ? { kind: 'sqlite', file: sqlite }
    : { kind: 'd1', remote, environment, persistTo }
  return { command: commandOf(positionals, values), place }
}

const OPTIONS = {
  remote: { type: 'boolean' },
  env: { type: 'string' },
  sqlite: { type: 'string' },
  'persist-to': { type: 'string' },
  out: { type: 'string' },
  model: { type: 'string' },
  id: { type: 'string' },
  limit: { type: 'string' },
  'older-than': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause })
  }
}

type Values = ReturnType<typeof parse>['values']

/** Whatever goes into a query is checked here: nothing of it could be read as SQL. */
function commandOf(positionals: readonly string[], values: Values): Command {
  if (values.help || positionals.length === 0) return { name: 'help' }
  const [name] = positionals
  if (positionals.length > 1)
    throw new UsageError(`expected one command, got ${positionals.join(' ')}`)
  if (name === 'migrate' || name === 'stats') return { name }
  if (name === 'list') return { name, limit: wholeNumber('--limit', values.limit ?? '20', 1000) }
  if (name === 'export') return exportOf(values)
  if (name === 'delete') return deleteOf(values)
  throw new UsageError(`expected migrate, stats, list, export or delete, got ${name}`)
}

function exportOf({ out, model }: Values): Command {
  if (!out) throw new UsageError('expected --out FILE')
  if (model !== undefined && !/^[\w.-]+$/.test(model)) {
    throw new UsageError('expected --model with the id of a model')
  }
  return { name: 'export', out, model }
}

function deleteOf({ id, 'older-than': age }: Values): Command {
  if ((id === undefined) === (age === undefined)) {
    throw new UsageError('expected either --id ID or --older-than DAYSd')
  }
  if (id !== undefined) {
    if (UUID.test(id)) return { name: 'delete-id', id }
    throw new UsageError('expected --id with the id of a correction, as its receipt has it')
  }
  const days = /^(\d+)d$/.exec(age ?? '')?.[1]
  if (!days) throw new UsageError(`expected --older-than as 90d, got ${age}`)
  return { name: 'delete-older', days: wholeNumber('--older-than', days, 36_500) }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new UsageError(`expected ${name} as a whole number up to ${most}, got ${text}`)
}
