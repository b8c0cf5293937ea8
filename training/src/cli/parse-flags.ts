import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ConfigError } from '../config/parse.ts'

/**
 * Node's `parseArgs`, whose complaint becomes a message for the user.
 *
 * @throws {ConfigError} on a flag that is unknown or lacks its value
 */
export function parseFlags<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (cause) {
    throw new ConfigError(`${(cause as Error).message}; see --help`, { cause })
  }
}
