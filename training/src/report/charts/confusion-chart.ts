import * as Plot from '@observablehq/plot'
import { drawPlot } from './plot.ts'

/** Above so many labels the counts are left out: they would not be readable. */
const MOST_COUNTED = 20

/** A cell for each pair of true and predicted label; the diagonal, which would outshine the rest, is left out. */
export function confusionChart(
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
): string {
  const cells = confusion.flatMap((row, truth) =>
    row.flatMap((count, predicted) =>
      count > 0 && truth !== predicted
        ? [{ truth: labels[truth], predicted: labels[predicted], count }]
        : [],
    ),
  )
  const size = labels.length > MOST_COUNTED ? 760 : 460
  return drawPlot('Errors by true and predicted label', {
    width: size,
    height: size,
    marginTop: 48,
    x: { label: 'read as', labelOffset: 40, domain: labels, axis: 'top' },
    y: { label: 'written', domain: labels },
    color: { scheme: 'YlOrRd', domain: [0, Math.max(1, ...cells.map(({ count }) => count))] },
    marks: [
      Plot.frame({ stroke: 'currentColor', strokeOpacity: 0.3 }),
      Plot.cell(cells, { x: 'predicted', y: 'truth', fill: 'count', inset: 0.5 }),
      ...(labels.length > MOST_COUNTED
        ? []
        : [Plot.text(cells, { x: 'predicted', y: 'truth', text: 'count', fill: '#111' })]),
    ],
  })
}
