import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { writeFileAtomically } from '../checkpoint/write-file.ts'
import { SOURCES, type SourceName } from '../config/config.ts'
import { loadNegativeSets } from '../data/index.ts'
import { findDisagreements, listDisagreement } from '../evaluate/doubt/disagreements.ts'
import { encodePng } from '../evaluate/error-sheet/png.ts'
import { drawErrorSheet } from '../evaluate/error-sheet/sheet.ts'
import {
  type Evaluation,
  type EvaluationSet,
  evaluate,
  type SetScore,
} from '../evaluate/evaluation.ts'
import { type Examination, examine } from '../evaluate/examination.ts'
import { loadSets } from '../evaluate/load-sets.ts'
import { findMisread } from '../evaluate/misread.ts'
import { type FolderModel, readModelFolder } from '../evaluate/model-folder.ts'
import { loadSource } from '../pipeline/dataset.ts'
import { writeJson } from '../run/run-folder.ts'
import { describeExamination } from './describe-examination.ts'
import {
  EVALUATE_HELP,
  type EvaluateArguments,
  readEvaluateArguments,
} from './evaluate-arguments.ts'
import { runCommand } from './main.ts'
import { scoreLine } from './score-line.ts'

const PACKAGES = 'packages/models'

async function main(): Promise<number> {
  const asked = readEvaluateArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stdout.write(EVALUATE_HELP)
    return 0
  }
  for (const folder of asked.folder === undefined ? await shippedFolders() : [asked.folder]) {
    const source = await readModelFolder(folder, asked.quantized)
    const out = asked.out ?? (asked.keep ? `${folder}/evaluation.json` : undefined)
    if (asked.disagreements !== undefined) {
      await writeDisagreements(source, asked, asked.disagreements)
    } else if (asked.errors !== undefined) await drawErrors(source, asked, asked.errors)
    else await writeEvaluation(source, { ...asked, out })
  }
  return 0
}

/** The folders of `packages/models` that hold a model. */
async function shippedFolders(): Promise<string[]> {
  const folders = await readdir(PACKAGES, { withFileTypes: true })
  return folders
    .map(({ name }) => `${PACKAGES}/${name}`)
    .filter((folder) => existsSync(`${folder}/manifest.json`))
    .sort()
}

type ExaminedModel = Evaluation & Examination
type Asked = Pick<EvaluateArguments, 'part' | 'engine' | 'data' | 'out' | 'curveSamples'>

async function writeEvaluation(
  source: FolderModel,
  { part, engine, data, out, curveSamples }: Asked,
) {
  const { labels } = source.manifest
  const options = { dir: data }
  const sets = await loadSets(SOURCES, part, labels, options)
  const negatives = await loadNegativeSets(part, labels, options)
  const evaluation: ExaminedModel = {
    ...(await evaluate(source, sets, { ...engine, part })),
    ...(await examine(source, sets, negatives, { ...engine, curveSamples })),
  }
  process.stdout.write(`${describe(evaluation)}\n${describeExamination(evaluation)}\n`)
  if (out === undefined) return
  await writeJson(out, evaluation)
  process.stdout.write(`written to ${out}\n`)
}

/** Of validation, whatever the part asked for: who looks at errors chooses by them, and test sets choose nothing. */
async function drawErrors(source: FolderModel, { engine, data }: Asked, path: string) {
  const sets = await loadSets(shownSources(source), 'validation', source.manifest.labels, {
    dir: data,
  })
  const misread = await findMisread(source, sets, engine)
  await writeFileAtomically(path, encodePng(drawErrorSheet(misread)))
  process.stdout.write(`${misread.length} misread samples of validation drawn in ${path}\n`)
}

/** Nobody can be sure by a model alone, so they are listed for people to look at; nothing is dropped. */
const CONFIDENT = 0.95

async function writeDisagreements(source: FolderModel, { engine, data }: Asked, path: string) {
  const { labels, id, version } = source.manifest
  const options = { dir: data }
  const train: EvaluationSet[] = []
  const validation: EvaluationSet[] = []
  for (const name of shownSources(source)) {
    const parts = await loadSource(name, { labels }, options)
    train.push({ name: `${name} train`, samples: parts.train })
    validation.push({ name: `${name} validation`, samples: parts.validation })
  }
  const sets = [...train, ...validation].filter(({ samples }) => samples.length > 0)
  const found = await findDisagreements(source, sets, { ...engine, confidence: CONFIDENT })
  const counts = sets.map(({ name, samples }) => ({ set: name, samples: samples.length }))
  await writeJson(path, {
    model: { id, version },
    confidence: CONFIDENT,
    sets: counts,
    samples: found.map(listDisagreement),
  })
  const picture = path.replace(/(\.json)?$/, '.png')
  await writeFileAtomically(picture, encodePng(drawErrorSheet(found)))
  process.stdout.write(`${found.length} samples listed in ${path} and drawn in ${picture}\n`)
}

/** The sources of labelled samples that any of the model's views can read. */
function shownSources({ manifest: { views } }: FolderModel): SourceName[] {
  const readsImages = views.some(({ input }) => input === 'raster/1')
  return SOURCES.filter((name) => name !== 'negatives' && (name !== 'mnist' || readsImages))
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
