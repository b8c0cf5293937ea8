import type { ParseArgsOptionsConfig } from 'node:util'
import { numberFlag, oneOf } from '../../scripts/support/flags.ts'
import { parseFlags } from '../../training/src/cli/parse-flags.ts'

/** What tells the commands that fuzz apart. */
export interface FuzzCommand<Choice extends string> {
  /** `npm run …` */
  readonly name: string
  /** What is tried, and how each case must end. */
  readonly about: string
  /** The flag that says how many. */
  readonly count: string
  /** The flag that says what is tried, and its values; the first is the default. */
  readonly choice: string
  readonly choices: readonly Choice[]
  /** What `--record` does beside keeping the outcome. */
  readonly recording?: string
}

export interface FuzzArguments<Choice extends string> {
  readonly from: number
  readonly count: number
  readonly choice: Choice
  readonly record: boolean
}

const DEFAULT_COUNT = '200000'

/**
 * The command line of a fuzz run; undefined where it asked for help, which is then printed.
 *
 * @throws {ConfigError} on a flag that is unknown, or none of its values
 */
export function readFuzzArguments<const Choice extends string>(
  command: FuzzCommand<Choice>,
): FuzzArguments<Choice> | undefined {
  const { count, choice, choices } = command
  const options: ParseArgsOptionsConfig = {
    [count]: { type: 'string', default: DEFAULT_COUNT },
    from: { type: 'string', default: '0' },
    [choice]: { type: 'string', default: choices[0] },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  }
  const { values } = parseFlags({ options })
  if (values.help) {
    process.stdout.write(helpOf(command))
    return undefined
  }
  return {
    from: numberFlag('from', String(values.from), 0),
    count: numberFlag(count, String(values[count]), 1),
    choice: oneOf(choice, String(values[choice]), choices),
    record: values.record === true,
  }
}

function helpOf({ name, about, count, choice, choices, recording = '' }: FuzzCommand<string>) {
  const flags = [
    [`--${count} N`, `how many; default ${DEFAULT_COUNT}`],
    ['--from N', 'the first case, as an error names it; default 0'],
    [`--${choice} NAME`, `${choices.join(', ')}; default ${choices[0]}`],
    ['--record', `keep the outcome for \`npm run report\`${recording}`],
    ['-h, --help', 'this text'],
  ]
  const lines = flags.map(([flag, text]) => `  ${flag.padEnd(16)} ${text}`)
  return [`usage: npm run ${name} -- [flags]`, about, '', ...lines, ''].join('\n')
}
