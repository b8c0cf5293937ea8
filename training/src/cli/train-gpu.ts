import { ConfigError } from '../config/parse.ts'
import { findGpu } from '../gpu/find-gpu.ts'
import { runCommand } from './main.ts'
import { trainCommand } from './train-command.ts'

const HELP = `npm run train:gpu -- [flags]

As npm run train, on a GPU: NVIDIA's through CUDA, else any vendor's through WebGPU. What a backend needs is installed
when it is needed first, into training/peers/. Where no GPU can be had, it says what it tried and ends with exit code 1.

`

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return trainCommand(args)
  }
  refuse(
    args,
    '--backend',
    'train:gpu chooses the backend itself; to name one: npm run train -- --backend NAME',
  )
  refuse(
    args,
    '--resume',
    'a run goes on with the backend that it began with: npm run train -- --resume',
  )
  const { backend, device, tried } = await findGpu()
  for (const { backend: name, reason } of tried) process.stdout.write(`not ${name}: ${reason}\n`)
  process.stdout.write(`training on ${device}, backend ${backend}\n`)
  return trainCommand([...args, '--backend', backend])
}

function refuse(args: readonly string[], flag: string, why: string): void {
  const given = args.some((arg) => arg === flag || arg.startsWith(`${flag}=`))
  if (given) throw new ConfigError(`${flag}: ${why}`)
}

await runCommand(() => main(process.argv.slice(2)))
