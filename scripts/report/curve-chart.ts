import type { Curve, CurvePoint } from '../../training/src/evaluate/sturdiness/sturdiness.ts'

const PANEL = { width: 260, height: 170, left: 44, right: 14, top: 34, bottom: 30 } as const
const COLUMNS = 3

/** Colours of light and dark pages; the picture follows the reader's. */
const STYLE = `text{font:11px system-ui,sans-serif;fill:#3d4450}.name{font-weight:600;font-size:12px}
.axis{stroke:#c9ced6}.band{fill:#3563d8;opacity:.15}.line{fill:none;stroke:#3563d8;stroke-width:2}.dot{fill:#3563d8}.written{fill:#c2410c}
@media(prefers-color-scheme:dark){text{fill:#c9d1dc}.axis{stroke:#48515e}.band{fill:#8fb0ff}.line{stroke:#8fb0ff}.dot{fill:#8fb0ff}.written{fill:#ffa36b}}`

/**
 * Accuracy along changes of the ink, a panel for each, as SVG: the band is the 95 % interval, the point of another
 * colour the ink as it was written.
 */
export function curveChart(curves: readonly Curve[]): string {
  const rows = Math.ceil(curves.length / COLUMNS)
  const width = COLUMNS * PANEL.width
  const height = rows * PANEL.height
  const panels = curves.map((curve, i) => {
    const x = (i % COLUMNS) * PANEL.width
    const y = Math.floor(i / COLUMNS) * PANEL.height
    return `<g transform="translate(${x} ${y})">${panel(curve)}</g>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    '<title id="title">Accuracy along each change of the ink, with 95 % intervals</title>',
    `<style>${STYLE}</style>`,
    ...panels,
    '</svg>\n',
  ].join('\n')
}

function panel({ change, unit, points }: Curve): string {
  const sorted = [...points].sort((a, b) => a.value - b.value)
  const at = scales(sorted)
  const upper = sorted.map((point) => at(point.value, point.interval[1]))
  const lower = sorted.map((point) => at(point.value, point.interval[0])).reverse()
  return [
    `<text class="name" x="${PANEL.left}" y="14">${change}</text>`,
    `<text x="${PANEL.left}" y="27">${unit}</text>`,
    axis(sorted, at),
    `<polygon class="band" points="${[...upper, ...lower].join(' ')}"/>`,
    `<polyline class="line" points="${sorted.map((point) => at(point.value, point.accuracy)).join(' ')}"/>`,
    ...sorted.map((point) => dot(point, at, point === points[0])),
  ].join('')
}

type Place = (value: number, accuracy: number) => `${string},${string}`

/** Values evenly across, accuracy from the lowest interval's tenth to 100 %. */
function scales(points: readonly CurvePoint[]): Place {
  const values = points.map(({ value }) => value)
  const [first, last] = [Math.min(...values), Math.max(...values)]
  const low = lowest(points)
  const across = PANEL.width - PANEL.left - PANEL.right
  const down = PANEL.height - PANEL.top - PANEL.bottom
  return (value, accuracy) => {
    const x = PANEL.left + (across * (value - first)) / (last - first || 1)
    const y = PANEL.top + down * (1 - (accuracy - low) / (1 - low))
    return `${x.toFixed(1)},${y.toFixed(1)}`
  }
}

function lowest(points: readonly CurvePoint[]): number {
  const least = Math.min(...points.map(({ interval }) => interval[0]))
  return Math.min(0.95, Math.floor(20 * least) / 20)
}

function axis(points: readonly CurvePoint[], at: Place): string {
  const values = points.map(({ value }) => value)
  const [first, last] = [values[0], values[values.length - 1]]
  const low = lowest(points)
  const lines = [low, (1 + low) / 2, 1].map((accuracy) => {
    const [x1, y] = at(first, accuracy).split(',')
    const [x2] = at(last, accuracy).split(',')
    const label = `<text x="${PANEL.left - 6}" y="${Number(y) + 4}" text-anchor="end">${(100 * accuracy).toFixed(accuracy === 1 ? 0 : 1)}</text>`
    return `<line class="axis" x1="${x1}" x2="${x2}" y1="${y}" y2="${y}"/>${label}`
  })
  const ends = [first, last].map((value) => {
    const [x] = at(value, low).split(',')
    return `<text x="${x}" y="${PANEL.height - 12}" text-anchor="middle">${value}</text>`
  })
  return [...lines, ...ends].join('')
}

function dot({ value, accuracy }: CurvePoint, at: Place, written: boolean): string {
  const [x, y] = at(value, accuracy).split(',')
  return `<circle class="${written ? 'written' : 'dot'}" cx="${x}" cy="${y}" r="${written ? 4 : 2.5}"/>`
}
