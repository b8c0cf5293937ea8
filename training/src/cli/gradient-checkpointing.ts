import { startBackend } from '../backend/backend.ts'
import { ConfigError } from '../config/parse.ts'
import { measureSequences } from '../memory/sequences.ts'
import { runCommand } from './main.ts'
import { parseFlags } from './parse-flags.ts'

const HELP = `node --conditions=@edgeink/source training/src/cli/gradient-checkpointing.ts [flags]

Measures memory and time of a training step of the paper's network with and without gradient checkpointing: an image as
28 steps of 28 pixels, and as 784 steps of one pixel.

  --batch N          samples in a step (32)
  --hidden N         hidden size of each direction (128)
  --repetitions N    steps whose median time is told (3)
`

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  const { batch, hidden } = asked
  const backend = await startBackend('auto')
  process.stdout.write(`backend ${backend}, batch ${batch}, bilstm of hidden size ${hidden}\n`)
  for await (const { steps, segment, peakBytes, milliseconds } of measureSequences(asked)) {
    const mebibytes = (peakBytes / 2 ** 20).toFixed(1)
    const kept = segment === 0 ? 'every step' : `every ${segment}th state`
    process.stdout.write(
      `${steps} steps, keeping ${kept}: ${mebibytes} MiB, ${milliseconds.toFixed(0)} ms\n`,
    )
  }
  return 0
}

function readArguments(args: string[]) {
  const { values } = readFlags(args)
  if (values.help) return undefined
  const count = (name: 'batch' | 'hidden' | 'repetitions', standard: number) => {
    const value = Number(values[name] ?? standard)
    if (Number.isInteger(value) && value >= 1) return value
    throw new ConfigError(`--${name} must be a whole number from 1, got ${values[name]}`)
  }
  return {
    batch: count('batch', 32),
    hidden: count('hidden', 128),
    repetitions: count('repetitions', 3),
  }
}

function readFlags(args: string[]) {
  const text = { type: 'string' } as const
  return parseFlags({
    args,
    options: {
      help: { type: 'boolean', short: 'h' },
      batch: text,
      hidden: text,
      repetitions: text,
    },
  })
}

await runCommand(main)
