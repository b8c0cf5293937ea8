import { ConfigError } from '../../training/src/config/parse.ts'

/** @throws {ConfigError} when the flag is not a whole number from `least` */
export function numberFlag(flag: string, text: string, least: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value
  throw new ConfigError(
    `expected --${flag} to be a whole number from ${least}, got '${text}'; see --help`,
  )
}

/** @throws {ConfigError} when the flag is none of the choices */
export function oneOf<const Choice extends string>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw new ConfigError(`expected --${flag} to be ${choices.join(', ')}, got '${text}'; see --help`)
}
