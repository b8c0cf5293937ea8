import { encodePng } from '../evaluate/error-sheet/png.ts'
import { drawErrorSheet } from '../evaluate/error-sheet/sheet.ts'
import { percent } from '../evaluate/percent.ts'
import type { GroupScore } from '../evaluate/score.ts'
import { calibrationChart, reliabilityBins } from './charts/calibration-chart.ts'
import { confusionChart } from './charts/confusion-chart.ts'
import { groupChart } from './charts/group-chart.ts'
import { errorCurve, lossCurve } from './charts/learning-curves.ts'
import type { Findings, ModelForm } from './findings.ts'
import { REPORT_STYLE } from './style.ts'

/** Errors that are drawn, the surest first. */
const MOST_ERRORS = 64

/** One page with everything in it: no script, no font, no picture comes from elsewhere, so it works offline. */
export function reportPage(found: Findings): string {
  const { config } = found.training
  const title = `${config.model} ${config.view}: ${found.id}`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}</style>
<header>
<p class="eyebrow">edgeink training report</p>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(summary(found))}</p>
</header>
<main>
${facts(found)}
${section('Learning curves', `${lossCurve(found.history)}${errorCurve(found.history)}`, 'Training loss is that of augmented samples with dropout, so it may stay above that of validation.')}
${section('Before and after quantization', formsTable(found), 'Times are of one input alone, warm, in the process that wrote this page: read their ratio. <code>npm run bench engine</code> is the benchmark.')}
${section('Calibration', calibrationChart(reliabilityBins(found.answers.map((answer) => ({ confidence: answer.confidence, correct: answer.label === answer.predicted })))), `Expected calibration error ${percent(found.total.calibrationError)}. Below the diagonal the model is too sure of itself.`)}
${section('By source', setsTable(found), '')}
${people(found)}
${section('Confusion', confusionChart(found.labels, found.total.confusion), 'Rows are what was written, columns what was read; right answers are left out.')}
${section('The surest errors', errorPictures(found), 'Each shows what the network saw, the path of the pen from blue to red, and <em>written &gt; read</em> with its probability.')}
${section('Configuration', `<pre>${escapeHtml(JSON.stringify({ ...config, labels: config.labels.join(' ') }, null, 2))}</pre>`, '')}
</main>
</html>
`
}

function summary({ training, total }: Findings): string {
  const { config, epochs, seconds, backend, commit } = training
  return `${config.architecture} of hidden size ${config.hidden}, ${epochs} epochs in ${(seconds / 60).toFixed(1)} minutes on the backend ${backend}, seed ${config.seed}, commit ${commit?.slice(0, 12) ?? 'unknown'}. Judged on ${total.count} validation samples; test sets choose nothing.`
}

function facts({ total, forms, training }: Findings): string {
  const last = forms[forms.length - 1]
  const items: readonly (readonly [string, string])[] = [
    ['accuracy', percent(total.accuracy)],
    ['errors', `${total.errors} of ${total.count}`],
    ['95 % interval', total.interval.map(percent).join(' – ')],
    [`${last.name} file`, `${(last.bytes / 1000).toFixed(0)} kB`],
    ['temperature', training.calibration.temperature.toFixed(3)],
    ['rejected', String(total.rejected)],
  ]
  const cards = items.map(
    ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  )
  return `<dl class="facts">${cards.join('')}</dl>`
}

function section(title: string, content: string, note: string): string {
  return `<section><h2>${title}</h2>${note === '' ? '' : `<p>${note}</p>`}<div class="scroll">${content}</div></section>`
}

function formsTable({ forms, total }: Findings): string {
  const row = ({ name, bytes, correct, speed }: ModelForm) => [
    name,
    `${bytes}`,
    `${correct} of ${total.count}`,
    percent(correct / Math.max(1, total.count)),
    speed.kernel,
    `${(1000 * speed.median).toFixed(0)} µs`,
    `${(1000 * speed.slowestDecile).toFixed(0)} µs`,
  ]
  return table(
    ['weights', 'bytes', 'right', 'accuracy', 'kernel', 'median', '90th percentile'],
    forms.map(row),
  )
}

function setsTable({ sets }: Findings): string {
  return table(
    ['set', 'right', 'accuracy', '95 % interval', 'rejected', 'calibration error'],
    sets.map((set) => [
      set.set,
      `${set.correct} of ${set.count}`,
      percent(set.accuracy),
      set.interval.map(percent).join(' to '),
      String(set.rejected),
      percent(set.calibrationError),
    ]),
  )
}

function people({ sets, total }: Findings): string {
  const contributors: readonly GroupScore[] = sets.flatMap((set) => set.contributors ?? [])
  const charts = [
    ...(contributors.length > 0 ? [groupChart('Accuracy by contributor', contributors)] : []),
    ...(total.worstWriters ? [groupChart('The writers read worst', total.worstWriters)] : []),
  ]
  if (charts.length === 0) return ''
  return section(
    'By contributor and writer',
    charts.join(''),
    `Contributors had a device of their own each. Of ${total.writerCount} writers these are read worst; their names are pseudonyms.`,
  )
}

function errorPictures({ misread }: Findings): string {
  if (misread.length === 0) return '<p>None.</p>'
  const shown = misread.slice(0, MOST_ERRORS)
  const png = Buffer.from(encodePng(drawErrorSheet(shown))).toString('base64')
  const words = shown.map(({ sample, read }) => `${sample.label} read as ${read}`).join(', ')
  return `<img alt="${escapeHtml(words)}" src="data:image/png;base64,${png}">`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character])
}
