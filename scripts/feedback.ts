/** `npm run feedback -- COMMAND`: for whoever looks after the corrections. See docs/feedback.md, or --help. */
import { HELP, readFeedbackArguments, UsageError } from './feedback/arguments.ts'
import { runFeedback } from './feedback/commands.ts'
import { openFeedback } from './feedback/query.ts'

try {
  const { command, place } = readFeedbackArguments(process.argv.slice(2))
  console.log(await runFeedback(command, openFeedback(place)))
} catch (error) {
  console.error((error as Error).message)
  if (error instanceof UsageError) console.error(`\n${HELP}`)
  process.exitCode = 1
}
