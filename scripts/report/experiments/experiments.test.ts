import { describe, expect, it } from 'vitest'
import type { Results } from '../../../training/src/experiments/results.ts'
import { experimentsReport } from './experiments.ts'
import { judgeDifference, judgeFactor, judgeShare } from './wording.ts'

const counted = (correct: number) => ({
  count: 10_000,
  correct,
  accuracy: correct / 10_000,
  interval: [0, 1],
})
const measured = (result: object, spec: object = {}) => ({
  spec: spec as never,
  date: '2026-01-02T03:04:05Z',
  commit: '0123456789abcdef',
  command: 'npm run experiments',
  machine: { node: 'v24', cpu: 'a processor', cores: 2 },
  seconds: 60,
  result,
})
const trained = (network: string, seed: number, correct: number, together: number) =>
  measured({
    network,
    seed,
    hidden: 128,
    parameters: 163_338,
    bytes: { float32: 100, int8: 25 },
    test: counted(correct),
    deformed: [{ deformation: 'together', range: 'all', ...counted(together) }],
    ...(network.startsWith('bilstm') && {
      int8: [{ engine: 'wasm-relaxed', ...counted(correct - 1), changed: 3 }],
    }),
  })
const spread = (median: number) => ({ median, low: median, high: median })
const engine = (name: string, µs: number) => ({ name, batch1: spread(µs), batch32: spread(µs) })

const RESULTS: Results = {
  'bilstm-final-seed-1': trained('bilstm-final', 1, 9890, 8000),
  'bilstm-final-seed-2': trained('bilstm-final', 2, 9880, 8100),
  'rnn-seed-1': trained('rnn', 1, 9400, 7000),
  'cnn-seed-1': trained('cnn', 1, 9900, 8500),
  'batch-size': measured({
    threads: 2,
    backends: [
      {
        backend: 'wasm',
        speeds: [
          { batch: 64, steps: 9, samplesPerSecond: 100, fastest: 110 },
          { batch: 128, steps: 9, samplesPerSecond: 120, fastest: 130 },
          { batch: 256, steps: 0, samplesPerSecond: null, fastest: null },
        ],
      },
    ],
  }),
  'int8-onnxruntime-node-seed-1': measured({
    engine: 'onnxruntime-node',
    run: 'bilstm-final-seed-1',
    float32: counted(9891),
    int8: counted(9886),
    changed: 7,
  }),
  inference: measured(
    {
      network: 'a network',
      inks: '256 digits',
      unit: 'µs',
      bytes: { float32: 400, int8: 100 },
      gpu: null,
      engines: [
        engine('wasm-relaxed', 100),
        engine('js', 2500),
        engine('ort-web-fp32', 500),
        engine('ort-web-int8', 1000),
      ],
    },
    { rounds: 3 },
  ),
  'gradient-checkpointing': measured({
    backend: 'wasm',
    costs: [
      { steps: 784, segment: 0, peakBytes: 100 * 2 ** 20, milliseconds: 1000 },
      { steps: 784, segment: 28, peakBytes: 10 * 2 ** 20, milliseconds: 1400 },
    ],
  }),
}

describe('the table of claims', () => {
  const { claims } = experimentsReport(RESULTS).blocks

  it('has the mean, the deviation and the number of seeds', () => {
    expect(claims).toContain(
      '| BiLSTM on MNIST test, final states | 98.70 % | 98.85 % ± 0.07 (sd); 95 % of one run 98.62 % to 99.04 % | 2 seeds × 10,000 images | holds within the interval |',
    )
  })

  it('compares at the seeds that there are, on plain and on deformed images', () => {
    expect(claims).toMatch(
      /over one-way \(RNN\).*\+4\.85 points \(\+4\.\d\d to \+5\.\d\d\) \| 2 and 1 seed .* holds/,
    )
    expect(claims).toMatch(/BiLSTM over a CNN.*80\.50 % and 85\.00 %: −4\.50 points.*other way/)
  })

  it('has a factor for each backend and engine, and says which way it goes', () => {
    expect(claims).toContain('wasm | 1.8× | 1.20× (100 → 120) | 9 and 9 steps | less than claimed')
    expect(claims).toContain(
      'onnxruntime-web | 2.3× | 0.50× (500 µs → 1.00 ms) | 3 processes each | the other way',
    )
    expect(claims).toContain('| −75 % | −75.0 % (400 → 100 bytes) | 1 file each | about holds |')
    expect(claims).toContain('0.10 ms (a processor, one thread) | 3 processes each | 82× faster')
    expect(claims).toContain('on a GPU | 8.2 ms (T4) | – | 0 | not measured: the machine has no')
    expect(claims).toContain('−90 % memory, +40 % time (every 28th state kept)')
  })

  it('says of what is not measured how to measure it', () => {
    expect(claims).toContain(
      '| BiLSTM on MNIST test, last step, as in its code | 98.70 % | – | 0 | not measured yet: `--only bilstm-last-step` |',
    )
    for (const block of Object.values(experimentsReport({}).blocks)) {
      expect(block.toLowerCase()).toContain('not measured yet')
    }
  })
})

it('the table of int8 has every engine of a run, native ones too', () => {
  const lines = experimentsReport(RESULTS).blocks['claims-int8'].split('\n')
  expect(lines.slice(2)).toEqual([
    '| `bilstm-final-seed-1` | wasm-relaxed | 9890 | 9889 | 3 |',
    '| `bilstm-final-seed-1` | onnxruntime-node | 9891 | 9886 | 7 |',
    '| `bilstm-final-seed-2` | wasm-relaxed | 9880 | 9879 | 3 |',
  ])
})

describe('the verdicts', () => {
  it.each([
    [0.05, [0.04, 0.06], 'holds within'],
    [0.08, [0.07, 0.09], 'more than claimed'],
    [0.02, [0.01, 0.03], 'the size does not'],
    [0.001, [-0.01, 0.01], 'no difference beyond chance'],
    [-0.02, [-0.03, -0.01], 'the other way round'],
  ] as const)('a difference of %d (%j) where 0.047 is claimed: %s', (value, interval, words) => {
    expect(judgeDifference({ value, interval }, 0.047)).toContain(words)
  })

  it('a share holds where its interval has the claimed one', () => {
    expect(judgeShare([0.98, 0.99], 0.987)).toBe('holds within the interval')
    expect(judgeShare([0.988, 0.99], 0.987)).toBe('exceeded')
    expect(judgeShare([0.97, 0.98], 0.987)).toBe('missed')
  })

  it('a factor holds within a tenth', () => {
    expect([2.1, 1.75, 1.3, 1].map((factor) => judgeFactor(factor, 1.8))).toEqual([
      'more than claimed',
      'holds',
      'less than claimed',
      'does not hold',
    ])
  })
})

describe('the pictures', () => {
  it('stand alone, with a bar for each network and deformation and a line for each backend', () => {
    const { pictures } = experimentsReport(RESULTS)
    const deformed = pictures['experiments-deformed.svg']
    expect(deformed).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(deformed.match(/<rect/g)).toHaveLength(6)
    expect(pictures['experiments-batch.svg']).toContain('wasm</text>')
  })
})
