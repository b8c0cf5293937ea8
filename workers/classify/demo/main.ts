/** The demo page: a pad, its recognizers, and the views that show what they say. */
import { createInkCapture, remoteRecognizer } from 'edgeink'
import { localRecognizer } from 'edgeink/local'
import { Demo } from './demo.ts'
import { element } from './views/element.ts'
import { connectTools } from './views/tools.ts'

const PEN_WIDTH = 10

const capture = createInkCapture(element('ink', HTMLCanvasElement), { width: PEN_WIDTH })
const digits = localRecognizer({ model: '/models/digits/manifest.json' })
const letters = localRecognizer({ model: '/letters/manifest.json' })
const edge = remoteRecognizer({ url: '/classify' })

connectTools(capture)
new Demo(capture, { device: { digits, letters }, edge }).start()
element('origin', HTMLElement).textContent = location.host
// Where it is refused (private windows, plain http) the page works all the same, online.
navigator.serviceWorker?.register('/service-worker.js').catch(() => {})
