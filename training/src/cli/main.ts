import { inspect } from 'node:util'

const named = ({ name, message, code }: KnownError) => `${name} ${code}: ${message}`

type KnownError = Error & { readonly code: unknown }

/**
 * Runs a command: an error that has a `code` is a message for the user, any other one is a bug and keeps its
 * stack and its cause.
 *
 * @param show words an error for the user. Default: with its name and code
 */
export async function runCommand(
  command: () => Promise<number>,
  show: (error: KnownError) => string = named,
): Promise<void> {
  try {
    process.exitCode = await command()
  } catch (error) {
    const isKnown = error instanceof Error && 'code' in error
    process.stderr.write(`${isKnown ? show(error) : inspect(error)}\n`)
    process.exitCode = 1
  }
}
