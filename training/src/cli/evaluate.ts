import { SOURCES } from '../config/config.ts'
import { type Evaluation, evaluate, type SetScore } from '../evaluate/evaluation.ts'
import { loadSets } from '../evaluate/load-sets.ts'
import { readModelFolder } from '../evaluate/model-folder.ts'
import { writeJson } from '../run/run-folder.ts'
import { EVALUATE_HELP, readEvaluateArguments } from './evaluate-arguments.ts'
import { runCommand } from './main.ts'
import { scoreLine } from './score-line.ts'

async function main(): Promise<number> {
  const asked = readEvaluateArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stdout.write(EVALUATE_HELP)
    return 0
  }
  const { folder, part, quantized, engine, data, out } = asked
  const source = await readModelFolder(folder, quantized)
  const sets = await loadSets(SOURCES, part, source.manifest.labels, { dir: data })
  const evaluation = await evaluate(source, sets, { ...engine, part })
  process.stdout.write(`${describe(evaluation)}\n`)
  if (out !== undefined) {
    await writeJson(out, evaluation)
    process.stdout.write(`written to ${out}\n`)
  }
  return 0
}

function describe({ model, part, engine, kernel, views, scores }: Evaluation): string {
  const files = views.map(({ file, bytes }) => `${file} ${bytes} bytes`).join(', ')
  return [
    `${model.id} ${model.version} (${files}), ${part}, engine ${engine}, kernel ${kernel}`,
    ...scores.flatMap(describeScore),
  ].join('\n')
}

function describeScore(score: SetScore): string[] {
  return [
    `${score.set}, ${score.view}: ${scoreLine(score)}`,
    ...(score.contributors ?? []).map((group) => `  ${group.name}: ${scoreLine(group)}`),
  ]
}

await runCommand(main)
