import { differenceOfShares, mean } from '../../../training/src/experiments/statistics.ts'
import { percent } from '../../support/report-blocks.ts'
import { type Claim, notMeasured } from './claim.ts'
import type { MeasuredClaims } from './measured.ts'
import { differenceText, judgeFactor, points, seeds } from './wording.ts'

const BATCH_SPEEDUP = 1.8
const INT8 = { smaller: 0.75, faster: 2.3, loss: 0.008 } as const
const LATENCY_MS = 8.2

/** What is compared, by the names of the benchmark. Our engine's only float32 is its JavaScript. */
const INT8_PAIRS = [
  { engine: 'onnxruntime-web', float32: 'ort-web-fp32', int8: 'ort-web-int8' },
  { engine: 'onnxruntime-node', float32: 'ort-node-fp32', int8: 'ort-node-int8' },
  {
    engine: 'ours, float32 in JavaScript to int8 in WebAssembly',
    float32: 'js',
    int8: 'wasm-relaxed',
  },
  { engine: 'ours, int16 to int8 in WebAssembly', float32: 'wasm-simd', int8: 'wasm-relaxed' },
] as const

export function batchClaims(measured: MeasuredClaims['batchSize']): Claim[] {
  const claim = 'training at batch 128 over 64, samples a second'
  const paper = `${BATCH_SPEEDUP}×`
  if (measured === undefined) return [notMeasured(claim, paper, 'batch-size')]
  return measured.result.backends.flatMap(({ backend, speeds }) => {
    const [at64, at128] = [64, 128].map((batch) => speeds.find((speed) => speed.batch === batch))
    if (!at64?.samplesPerSecond || !at128?.samplesPerSecond) return []
    const factor = at128.samplesPerSecond / at64.samplesPerSecond
    return {
      claim: `${claim}: ${backend}`,
      paper,
      ours: `${factor.toFixed(2)}× (${at64.samplesPerSecond} → ${at128.samplesPerSecond})`,
      n: `${at64.steps} and ${at128.steps} steps`,
      verdict: judgeFactor(factor, BATCH_SPEEDUP),
    }
  })
}

export function int8Claims({ trained, inference }: MeasuredClaims): Claim[] {
  return [...int8Costs(inference), int8Accuracy(trained['bilstm-final'])]
}

function int8Costs(inference: MeasuredClaims['inference']): Claim[] {
  const size = { claim: 'int8: file size', paper: `−${100 * INT8.smaller} %` }
  if (inference === undefined) return [notMeasured(size.claim, size.paper, 'inference')]
  const { bytes, engines } = inference.result
  const smaller = 1 - bytes.int8 / bytes.float32
  const medianOf = (name: string) => engines.find((one) => one.name === name)?.batch1.median
  const speeds = INT8_PAIRS.flatMap(({ engine, ...names }) => {
    const [float32, int8] = [medianOf(names.float32), medianOf(names.int8)]
    if (float32 === undefined || int8 === undefined) return []
    const factor = float32 / int8
    return {
      claim: `int8: speed of one image, ${engine}`,
      paper: `${INT8.faster}×`,
      ours: `${factor.toFixed(2)}× (${microseconds(float32)} → ${microseconds(int8)})`,
      n: rounds(inference),
      verdict: factor < 1 ? 'the other way round' : judgeFactor(factor, INT8.faster),
    }
  })
  return [
    {
      ...size,
      ours: `−${(100 * smaller).toFixed(1)} % (${bytes.float32} → ${bytes.int8} bytes)`,
      n: '1 file each',
      verdict: Math.abs(smaller - INT8.smaller) < 0.05 ? 'about holds' : 'does not hold',
    },
    ...speeds,
  ]
}

function int8Accuracy(results: MeasuredClaims['trained']['bilstm-final']): Claim {
  const claim = 'int8: accuracy, our engine (`wasm-relaxed`)'
  const paper = `${points(-INT8.loss)} points`
  const scored = results?.filter(({ int8 }) => int8 !== undefined) ?? []
  if (scored.length === 0) return notMeasured(claim, paper, 'bilstm-final')
  const ofOurs = scored.map(({ int8 }) => int8!.find(({ engine }) => engine === 'wasm-relaxed')!)
  const [int8, float32] = [
    mean(ofOurs.map(({ accuracy }) => accuracy)),
    mean(scored.map(({ test }) => test.accuracy)),
  ]
  const { count } = scored[0].test
  const difference = differenceOfShares(int8, float32, count)
  return {
    claim,
    paper,
    ours: `${percent(float32)} → ${percent(int8)}: ${differenceText(difference)}`,
    n: `${seeds(scored.length)} × ${count.toLocaleString('en')} images`,
    verdict:
      difference.interval[0] > -INT8.loss ? 'less is lost than claimed' : 'within what is claimed',
  }
}

export function latencyClaims(inference: MeasuredClaims['inference']): Claim[] {
  const claim = 'time for an image, our engine on this CPU'
  const paper = `${LATENCY_MS} ms (T4)`
  if (inference === undefined) return [notMeasured(claim, paper, 'inference')]
  const ours = inference.result.engines.find(({ name }) => name === 'wasm-relaxed')
  if (ours === undefined) return [notMeasured(claim, paper, 'inference')]
  const ms = ours.batch1.median / 1000
  return [
    {
      claim,
      paper,
      ours: `${ms.toPrecision(2)} ms (${inference.machine.cpu}, one thread)`,
      n: rounds(inference),
      verdict: `${(LATENCY_MS / ms).toFixed(0)}× ${ms < LATENCY_MS ? 'faster' : 'slower'}, without a GPU`,
    },
    {
      claim: 'time for an image, on a GPU',
      paper,
      ours: '–',
      n: '0',
      verdict: `not measured: ${inference.result.gpu ?? 'the machine has no NVIDIA GPU'}`,
    },
  ]
}

export function checkpointingClaims(measured: MeasuredClaims['checkpointing']): Claim[] {
  const claim = (steps: number) => `gradient checkpointing over ${steps} steps`
  const paper = 'named as a cure, no figure'
  if (measured === undefined) return [notMeasured(claim(784), paper, 'gradient-checkpointing')]
  const { costs } = measured.result
  return [28, 784].flatMap((steps) => {
    const all = costs.find((cost) => cost.steps === steps && cost.segment === 0)
    const kept = costs
      .filter((cost) => cost.steps === steps && cost.segment > 0)
      .sort((a, b) => a.peakBytes - b.peakBytes)[0]
    if (all === undefined || kept === undefined) return []
    const saved = 1 - kept.peakBytes / all.peakBytes
    const paid = kept.milliseconds / all.milliseconds - 1
    return {
      claim: claim(steps),
      paper,
      ours: `−${(100 * saved).toFixed(0)} % memory, ${paid < 0 ? '−' : '+'}${Math.abs(100 * paid).toFixed(0)} % time (every ${kept.segment}th state kept)`,
      n: '1 network',
      verdict: saved > 0.5 ? 'saves most of the memory' : 'saves some of the memory',
    }
  })
}

/** µs below a millisecond, else ms. */
export function microseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} µs` : `${(value / 1000).toFixed(2)} ms`
}

function rounds({ spec }: NonNullable<MeasuredClaims['inference']>): string {
  return `${(spec as { readonly rounds: number }).rounds} processes each`
}
