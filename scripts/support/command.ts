import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { runCommand } from '../../training/src/cli/main.ts'

/** What a command could not do, in words for its user: what was expected, what was got, what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code = 'COMMAND'
}

/** A command of `scripts/`, as its user sees it. */
export interface Outline<Options extends ParseArgsOptionsConfig> {
  /** What `--help` prints: how to call it, what it does, each flag. */
  readonly help: string
  /** Its flags, as `parseArgs` of Node takes them. Default: none. */
  readonly options?: Options
  /** Whether it takes words that are no flags. Default: false. */
  readonly takesWords?: boolean
}

type Flags<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values']

/**
 * Reads the arguments of a command; `--help` and `-h` are flags of each.
 *
 * @returns its flags and words, or nothing when `--help` is asked for
 * @throws {CommandError} on a flag that is unknown or lacks its value, and on a word where none is taken
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  { options, takesWords = false }: Outline<Options>,
  args: readonly string[],
): { readonly flags: Flags<Options>; readonly words: readonly string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: takesWords,
    })
    if ('help' in values && values.help) return undefined
    return { flags: values as Flags<Options>, words: positionals }
  } catch (cause) {
    const [complaint] = (cause as Error).message.split('. ')
    throw new CommandError(`${complaint}; see --help`, { cause })
  }
}

/**
 * Runs a command with the arguments of this process and sets its exit code, as {@link runCommand} does. An error for
 * the user is its message alone.
 *
 * @param act does what the command is for; a number is its exit code
 */
export async function runScript<const Options extends ParseArgsOptionsConfig>(
  outline: Outline<Options>,
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands return nothing, and need not say so
  act: (flags: Flags<Options>, words: readonly string[]) => Promise<number | void>,
): Promise<void> {
  await runCommand(
    async () => {
      const read = readArguments(outline, process.argv.slice(2))
      if (read) return (await act(read.flags, read.words)) ?? 0
      console.log(outline.help.trimEnd())
      return 0
    },
    ({ message }) => message,
  )
}
