import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

const WIDTH = 560
const HEIGHT = 300

/** Colours of the report's series; both themes of the page can read them. */
export const COLOURS = {
  training: '#c2410c',
  validation: '#2f6fde',
  neutral: '#8a93a3',
} as const

/** Draws a plot as SVG text, without a browser: `currentColor` follows the page's theme. */
export function drawPlot(label: string, options: Plot.PlotOptions): string {
  const { document } = parseHTML('<html></html>')
  const figure = Plot.plot({
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 56,
    style: { background: 'transparent', fontSize: '12px' },
    ...options,
    figure: false,
    document: document as unknown as Document,
  })
  figure.setAttribute('role', 'img')
  figure.setAttribute('aria-label', label)
  return figure.outerHTML
}
