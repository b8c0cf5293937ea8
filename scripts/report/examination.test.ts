import { describe, expect, it } from 'vitest'
import type { Examination } from '../../training/src/evaluate/examination.ts'
import { curveChart } from './curve-chart.ts'
import { examinationTables } from './examination.ts'

const point = (value: number, accuracy: number) => ({
  value,
  count: 1000,
  correct: 1000 * accuracy,
  accuracy,
  interval: [accuracy - 0.01, Math.min(1, accuracy + 0.01)] as const,
  confidence: 0.5,
  calibrationError: 0.25,
})
const counted = { correct: 98, accuracy: 0.98, interval: [0.93, 0.99] as const }
const examination: Examination = {
  classes: [
    { class: 'digits', count: 100, restricted: counted, free: { ...counted, correct: 95 } },
  ],
  rejection: [{ set: 'letters', count: 200, rejected: 150, share: 0.75, interval: [0.69, 0.8] }],
  curves: [
    { change: 'slant', unit: '°', points: [point(0, 0.99), point(-25, 0.97), point(25, 0.98)] },
    { change: 'jitter', unit: '%', points: [point(0, 0.99), point(2, 0.991)] },
    { change: 'partial ink', unit: 'of 1', points: [point(1, 0.99), point(0.25, 0.1)] },
  ],
  calibration: {
    inks: { count: 9, confidence: 0.99, accuracy: 0.98, calibrationError: 0.01 },
    partial: { count: 8, confidence: 0.39, accuracy: 0.4, calibrationError: 0.07 },
  },
}

describe('the tables of an examination', () => {
  const text = examinationTables(examination)

  it('say by class what is right, and what is refused', () => {
    expect(text).toContain('| digits | 98 of 100: 98.00 % (93.00 % to 99.00 %) | 95 of 100')
    expect(text).toContain('| letters | 150 of 200 | 75.00 % | 69.00 % to 80.00 % |')
  })

  it('name the least value of each curve beside the ink as it was written', () => {
    expect(text).toContain('| slant | 99.00 % | 97.00 % | -25 ° |')
    expect(text).toContain('| jitter | 99.00 % | 99.10 % | 2 % |')
  })

  it('set how sure the model is beside how right, by kind of input and along partial ink', () => {
    expect(text).toContain('| finished inks | 9 | 99.00 % | 98.00 % | 1.00 % |')
    expect(text).toContain('| inks at a moment of their drawing | 8 | 39.00 % | 40.00 % | 7.00 % |')
    expect(text).not.toContain('| images |')
    expect(text).toMatch(/25.00 % \| 50.00 % \| 10.00 % \| 25.00 % \|\n\| 100.00 %/)
  })

  it('have no classes where the model has one', () => {
    expect(examinationTables({ ...examination, classes: [] })).not.toContain('look-alikes')
  })
})

describe('the picture of the curves', () => {
  const svg = curveChart(examination.curves)

  it('has a panel for each change and a point for each value', () => {
    expect(svg.match(/class="line"/g)).toHaveLength(3)
    expect(svg.match(/<circle/g)).toHaveLength(7)
    expect(svg.match(/class="written"/g)).toHaveLength(3)
  })

  it('keeps every point inside of the picture', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number)
    for (const [, x, y] of svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)) {
      expect(Number(x)).toBeLessThanOrEqual(width)
      expect(Number(y)).toBeLessThanOrEqual(height)
    }
  })
})
