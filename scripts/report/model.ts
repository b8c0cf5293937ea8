import type { Evaluation, SetScore } from '../../training/src/evaluate/evaluation.ts'
import { percent } from '../support/report-blocks.ts'

const SET_NAMES: Readonly<Record<string, string>> = {
  mnist: 'MNIST test images',
  unipen: 'UNIPEN 1a',
  letters: 'UNIPEN 1b and 1c',
  'letters without templates': 'UNIPEN 1b and 1c without templates',
  'unipen without templates': 'UNIPEN 1a without templates',
  pendigits: 'Pendigits',
}

const VIEW_NAMES: Readonly<Record<SetScore['view'], string>> = {
  'raster/1': 'raster',
  'trace/1': 'trace',
  fused: 'both',
}

/** The figures of a model card as Markdown: a table of all sets and views, and one of UNIPEN's contributors. */
export function modelTable({ model, kernel, views, scores }: Evaluation): string {
  const files = views.map(({ file, bytes }) => `\`${file}\`, ${bytes} bytes`).join('; ')
  return [
    `Version ${model.version} (${files}), by @edgeink/engine with the kernel \`${kernel}\`:`,
    table(
      ['set', 'view', 'right', 'accuracy', '95 % interval', 'errors', 'rejected', 'ECE'],
      scores.map(setRow),
    ),
    ...contributorTable(scores),
  ].join('\n\n')
}

function setRow(score: SetScore): string[] {
  return [
    `${SET_NAMES[score.set] ?? score.set}${describeWriters(score)}`,
    VIEW_NAMES[score.view],
    `${score.correct} of ${score.count}`,
    percent(score.accuracy),
    interval(score),
    String(score.errors),
    String(score.rejected),
    percent(score.calibrationError),
  ]
}

function describeWriters({ writerCount }: SetScore): string {
  return writerCount === undefined ? '' : `, ${writerCount} unseen writers`
}

/** By contributor, for the last view of the last set that has several: all views fused where there are two. */
function contributorTable(scores: readonly SetScore[]): string[] {
  const score = scores.findLast(({ contributors }) => contributors !== undefined)
  if (score === undefined) return []
  const rows = score.contributors!.map((group) => [
    group.name,
    `${group.correct} of ${group.count}`,
    percent(group.accuracy),
    interval(group),
  ])
  return [
    `${SET_NAMES[score.set] ?? score.set} (${VIEW_NAMES[score.view]}), by contributor:`,
    table(['contributor', 'right', 'accuracy', '95 % interval'], rows),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function interval({ interval: [low, high] }: Pick<SetScore, 'interval'>): string {
  return `${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)} %`
}
