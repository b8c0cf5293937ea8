import { runCommand } from './main.ts'
import { trainCommand } from './train-command.ts'

await runCommand(() => trainCommand(process.argv.slice(2)))
