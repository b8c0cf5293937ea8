/** `npm run bench ink`: µs of `rasterize` and `trace` on real digits (Pendigits, writers of the training part). */
import { type Ink, rasterize, trace } from '@edgeink/ink'
import { loadPendigits } from '../../training/src/data/index.ts'
import { machine, printTable, writeResult } from './result.ts'

const ROUNDS = 30

const SUBJECTS = { rasterize: (ink: Ink) => rasterize(ink), trace: (ink: Ink) => trace(ink) }

interface Timing {
  /** µs an ink: the median of all rounds, and the fastest one, which other processes disturb least. */
  readonly median: number
  readonly fastest: number
}

function timeRounds(inks: readonly Ink[], subject: (ink: Ink) => unknown): Timing {
  const rounds = Array.from({ length: ROUNDS }, () => timeRound(inks, subject))
  rounds.sort((a, b) => a - b)
  return { median: rounds[ROUNDS / 2], fastest: rounds[0] }
}

function timeRound(inks: readonly Ink[], subject: (ink: Ink) => unknown): number {
  const start = performance.now()
  for (const ink of inks) subject(ink)
  return ((performance.now() - start) * 1000) / inks.length
}

export async function run(): Promise<void> {
  const { train } = await loadPendigits()
  const inks = train.map(({ ink }) => ink)
  const points = inks.flat().reduce((sum, stroke) => sum + stroke.points.length, 0)
  const timings = Object.entries(SUBJECTS).map(([name, subject]) => {
    timeRound(inks, subject)
    return { name, ...timeRounds(inks, subject) }
  })
  console.log(
    `${inks.length} digits of Pendigits, ${(points / inks.length).toFixed(1)} points each`,
  )
  printTable(timings.map((t) => ({ ...t, unit: 'µs an ink' })))
  await writeResult('ink-speed', {
    command: 'npm run bench ink',
    machine: machine(),
    inks: { source: 'pendigits, training part', count: inks.length, points: points / inks.length },
    rounds: ROUNDS,
    unit: 'µs an ink',
    timings,
  })
}
