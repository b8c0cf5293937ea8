import { describe, expect, it } from 'vitest'
import type { Evaluation, SetScore } from '../../training/src/evaluate/evaluation.ts'
import { modelTable } from './model.ts'

const mnist: SetScore = {
  set: 'mnist',
  view: 'raster/1',
  count: 10_000,
  correct: 9_950,
  errors: 50,
  accuracy: 0.995,
  interval: [0.9934, 0.9962],
  rejected: 80,
  calibrationError: 0.0031,
  loss: 0.02,
  confusion: [],
}
const ink: SetScore = {
  ...mnist,
  set: 'unipen',
  view: 'fused',
  writerCount: 29,
  contributors: [
    { name: 'apa', count: 59, correct: 58, errors: 1, accuracy: 58 / 59, interval: [0.91, 0.997] },
  ],
}
const evaluation: Evaluation = {
  model: { id: 'digits', version: '1.2.3' },
  part: 'test',
  engine: 'wasm',
  kernel: 'wasm-relaxed',
  labels: [],
  views: [{ input: 'raster/1', file: 'raster.onnx', sha256: '', bytes: 176_000 }],
  scores: [mnist, ink],
}

describe('the table of a model', () => {
  it('has a row for each score, with counts and interval', () => {
    const rows = modelTable(evaluation).split('\n')
    expect(rows).toContain(
      '| MNIST test images | raster | 9950 of 10000 | 99.50 % | 99.34 to 99.62 % | 50 | 80 | 0.31 % |',
    )
    expect(rows.some((row) => row.startsWith('| UNIPEN 1a, 29 unseen writers | both |'))).toBe(true)
  })

  it('lists the contributors where there are any', () => {
    expect(modelTable(evaluation)).toContain('| apa | 58 of 59 | 98.31 % | 91.00 to 99.70 % |')
    expect(modelTable({ ...evaluation, scores: [mnist] })).not.toContain('contributor')
  })

  it('says which files and which kernel were judged', () => {
    expect(modelTable(evaluation)).toContain('1.2.3 (`raster.onnx`, 176000 bytes)')
    expect(modelTable(evaluation)).toContain('`wasm-relaxed`')
  })
})
