import type { SdkResult } from '../../bench/src/sdk.ts'
import type { SdkFidelityResult } from '../../bench/src/sdk-fidelity.ts'
import type { SdkPartialResult } from '../../bench/src/sdk-partial.ts'
import { markdownTable } from '../support/report-blocks.ts'

const FRAME_AT_60_HZ = 1000 / 60

/** What `npm run bench sdk` measured, beside what is asked for. */
export function sdkTable(result: SdkResult): string {
  const { load, drawing, memory, leftovers, browser, kernel, machine } = result
  const [first, last] = [memory[1] ?? memory[0], memory.at(-1) ?? memory[0]]
  const table = markdownTable(
    ['in the page', 'p50', 'p95', 'asked for'],
    [
      ['page load → ready, ms', ms(load.p50), ms(load.p95), 'p50 ≤ 300'],
      [
        'pen down → first prediction, ms',
        ms(drawing.firstPrediction.p50),
        ms(drawing.firstPrediction.p95),
        `p95 ≤ ${ms(FRAME_AT_60_HZ)}`,
      ],
      [
        `main thread in a frame at ${Math.round(drawing.pointsPerSecond)} points a second, ms`,
        ms(drawing.frameWork.p50),
        ms(drawing.frameWork.p95),
        'p95 ≤ 2',
      ],
      [
        'of it recognition, ms',
        ms(drawing.frameRecognition.p50),
        ms(drawing.frameRecognition.p95),
        '',
      ],
    ],
  )
  const heap = `From ${first.digits} to ${last.digits} digits drawn and cleared, the heap in use went from ${kilobytes(first.heap)} to ${kilobytes(last.heap)}, the memory of WebAssembly from ${kilobytes(first.wasm)} to ${kilobytes(last.wasm)}.`
  const left = leftoverSentence(leftovers)
  const where = `${load.count} loads with empty caches, ${drawing.strokes} strokes, kernel \`${kernel}\`, ${browser}, ${machine.cpu}.`
  return `${table}\n\n${heap} ${left}\n\n${where}`
}

/** What `npm run bench sdk-fidelity` counted. */
export function sdkFidelityText({ inks, same }: SdkFidelityResult): string {
  const share = ((100 * same) / inks).toFixed(2)
  return `${same.toLocaleString('en')} of ${inks.toLocaleString('en')} inks of held-out writers (${share} %), drawn by mouse, touch and pen, in every corner, 20 to 590 pixels long, at 1 to 3 device pixels a pixel, scrolled and zoomed, have the label that the model gives for the ink itself.`
}

/** What `npm run bench sdk-partial` measured: a table. */
export function sdkPartialTable({ inks, parts }: SdkPartialResult): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const rows = parts.map(({ share, probability, accuracy, rejected, calibrationError }) => {
    const cells = [probability, accuracy, rejected, calibrationError].map(percent)
    return `| ${(100 * share).toFixed(0)} % | ${cells.join(' | ')} |`
  })
  const head = [
    '| of the points | mean probability of the best | it is the digit to be | rejected | expected calibration error |',
    '| ---: | ---: | ---: | ---: | ---: |',
  ]
  const where = `${inks.toLocaleString('en')} digits of the validation writers, written into a session point by point: \`npm run bench sdk-partial\`.`
  return `${[...head, ...rows].join('\n')}\n\n${where}`
}

function leftoverSentence({ before, after }: SdkResult['leftovers']): string {
  const left = Object.entries(after).filter(
    ([name, count]) => count > before[name as keyof typeof before],
  )
  if (left.length === 0) {
    return 'After `dispose()` no listener, observer, canvas, worker or memory of WebAssembly is left.'
  }
  return `After \`dispose()\` there is left: ${left.map(([name, count]) => `${count} ${name}`).join(', ')}.`
}

function ms(value: number): string {
  return value.toFixed(1)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024).toLocaleString('en')} KiB`
}
