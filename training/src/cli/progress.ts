import { Presets, SingleBar } from 'cli-progress'
import type { EpochRecord } from '../loop/history.ts'
import type { StepReport } from '../loop/train.ts'

/** Shows how far a run is. */
export interface Progress {
  step(report: StepReport): void
  epoch(record: EpochRecord): void
  stop(): void
}

/** Seconds between two lines where there is no terminal. */
const LINE_INTERVAL = 30
/** Weight of the past in the mean time of a step. */
const SMOOTHING = 0.98

/** A bar on a terminal, a line now and then elsewhere. */
export function createProgress(out: NodeJS.WriteStream): Progress {
  return out.isTTY ? createBar(out) : createLines(out)
}

function createBar(out: NodeJS.WriteStream): Progress {
  const timer = createTimer()
  const format = 'epoch {epoch} [{bar}] step {value}/{total}  loss {loss}  lr {lr}  left {left}'
  let bar: SingleBar | undefined
  return {
    step(report) {
      if (bar === undefined) {
        bar = new SingleBar({ format, stream: out, hideCursor: true }, Presets.shades_classic)
        bar.start(report.steps, 0, fields(report, timer.left(report)))
      }
      bar.update(report.step, fields(report, timer.left(report)))
    },
    epoch(record) {
      bar?.stop()
      bar = undefined
      out.write(`${describeEpoch(record)}\n`)
    },
    stop: () => bar?.stop(),
  }
}

function createLines(out: NodeJS.WriteStream): Progress {
  const timer = createTimer()
  let last = performance.now()
  return {
    step(report) {
      const left = timer.left(report)
      const now = performance.now()
      if (now - last < LINE_INTERVAL * 1000) return
      last = now
      const { epoch, loss, lr } = fields(report, left)
      out.write(
        `epoch ${epoch} step ${report.step}/${report.steps} loss ${loss} lr ${lr} left ${left}\n`,
      )
    },
    epoch: (record) => void out.write(`${describeEpoch(record)}\n`),
    stop() {},
  }
}

function fields(report: StepReport, left: string) {
  return {
    epoch: `${report.epoch}/${report.epochs}`,
    loss: report.loss.toFixed(4),
    lr: report.learningRate.toExponential(2),
    left,
  }
}

/** Estimates the time left in the run from a running mean of the time between steps. */
function createTimer() {
  let previous = performance.now()
  let mean: number | undefined
  return {
    left({ epoch, epochs, step, steps }: StepReport): string {
      const now = performance.now()
      mean =
        mean === undefined ? now - previous : SMOOTHING * mean + (1 - SMOOTHING) * (now - previous)
      previous = now
      return formatDuration((((epochs - epoch) * steps + steps - step) * mean) / 1000)
    },
  }
}

/** `1 h 02 min`, `3 min 20 s` or `45 s`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const pad = (value: number) => String(value).padStart(2, '0')
  if (whole >= 3600)
    return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`
  if (whole >= 60) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  return `${whole} s`
}

function describeEpoch(record: EpochRecord): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  const sources = Object.entries(record.validation).map(
    ([source, { accuracy, count }]) => `${source} ${percent(accuracy)} of ${count}`,
  )
  return `epoch ${record.epoch}: loss ${record.loss.toFixed(4)}, training ${percent(record.trainAccuracy)}, validation ${sources.join(', ')}, ${formatDuration(record.seconds)}`
}
