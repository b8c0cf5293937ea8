/** `first-steps-main.ts OPTIONS`: a process for one backend; it trains twice and prints both as a line of JSON. */
import { type FirstStepsOptions, firstSteps } from './first-steps.ts'

const options = JSON.parse(process.argv[2]) as FirstStepsOptions
const runs = [await firstSteps(options), await firstSteps(options)]
process.stdout.write(`${JSON.stringify(runs)}\n`)
