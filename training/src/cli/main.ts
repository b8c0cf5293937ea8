import { inspect } from 'node:util'

/**
 * Runs a command: an error that has a `code` is a message for the user, any other one is a bug and keeps its
 * stack and its cause.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command()
  } catch (error) {
    const known = error instanceof Error && 'code' in error
    process.stderr.write(
      known ? `${error.name} ${error.code}: ${error.message}\n` : `${inspect(error)}\n`,
    )
    process.exitCode = 1
  }
}
