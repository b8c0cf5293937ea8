import {
  createInkSession,
  type InkCapture,
  type InkSession,
  type InkSessionEvents,
  type Recognizer,
} from 'edgeink'
import type { LocalRecognizer } from 'edgeink/local'
import { ALPHABETS, type Alphabet, showAlphabet } from './views/alphabet.ts'
import { Bars } from './views/bars.ts'
import { element } from './views/element.ts'
import { RasterView } from './views/raster-view.ts'
import { Status } from './views/status.ts'
import { Trouble } from './views/trouble.ts'
import { Verdict } from './views/verdict.ts'

/** Where the ink is recognised. */
export type Source = 'device' | 'edge'

export interface Recognizers {
  /** Each loads its model when it is first asked. */
  readonly device: Readonly<Record<Alphabet, LocalRecognizer>>
  /** Reads digits. */
  readonly edge: Recognizer
}

const SOURCES = ['device', 'edge'] as const satisfies Source[]

/** All bars have a value. */
const TOP_K = 10

/** Joins the session to the views: each event of the one is a few lines of the others. */
export class Demo {
  readonly #capture: InkCapture
  readonly #recognizers: Recognizers
  readonly #session: InkSession
  readonly #pad = element('pad', HTMLElement)
  readonly #verdict = new Verdict()
  readonly #bars = new Bars()
  readonly #raster = new RasterView()
  readonly #status = new Status()
  readonly #trouble = new Trouble({
    retry: () => this.select(this.#source),
    fallBack: () => this.select('device'),
  })
  #alphabet: Alphabet = 'digits'
  #source: Source = 'device'

  constructor(capture: InkCapture, recognizers: Recognizers) {
    this.#capture = capture
    this.#recognizers = recognizers
    this.#session = createInkSession({ capture, recognizer: this.#device, topK: TOP_K })
    this.#session.addEventListener('prediction', ({ detail }) => this.#show(detail))
    this.#session.addEventListener('empty', () => this.#showEmpty())
    this.#session.addEventListener('error', ({ detail }) => this.#fail(detail.error))
    for (const type of ['ink', 'change'] as const) {
      capture.addEventListener(type, () => this.#showHint())
    }
    for (const source of SOURCES) {
      radio(`source-${source}`).addEventListener('change', () => this.select(source))
    }
    for (const alphabet of ALPHABETS) {
      radio(`alphabet-${alphabet}`).addEventListener('change', () => this.#write(alphabet))
    }
  }

  /** Reads digits on the device. */
  start(): void {
    this.#write('digits')
  }

  /** From now on this one recognises, beginning with the ink that is on the pad. */
  select(source: Source): void {
    this.#source = source
    radio(`source-${source}`).checked = true
    this.#trouble.hide()
    this.#session.recognizer = source === 'device' ? this.#device : this.#recognizers.edge
    if (source === 'device') void this.#awaitModel()
    else this.#status.say(this.#who, 'ready')
  }

  /** From now on these are written. The edge reads no letters, so that they are read on the device. */
  #write(alphabet: Alphabet): void {
    this.#alphabet = alphabet
    showAlphabet(alphabet)
    this.#bars.order = alphabet === 'digits' ? 'fixed' : 'ranked'
    this.select(alphabet === 'digits' ? this.#source : 'device')
  }

  get #device(): LocalRecognizer {
    return this.#recognizers.device[this.#alphabet]
  }

  get #who(): string {
    if (this.#source === 'edge') return 'At the edge'
    return `On this device · ${this.#device.kernel}`
  }

  async #awaitModel(): Promise<void> {
    this.#status.say('Loading the model', 'loading')
    const device = this.#device
    const isAsked = () => this.#source === 'device' && this.#device === device
    try {
      await device.ready
      if (isAsked()) this.#status.say(this.#who, 'ready')
    } catch (error) {
      if (isAsked()) this.#fail(error)
    }
  }

  #show({ recognition, ink, isDrawing }: InkSessionEvents['prediction']): void {
    this.#trouble.hide()
    this.#verdict.show(recognition, ink.length, isDrawing)
    this.#bars.show(recognition.candidates)
    this.#raster.show(ink)
    this.#status.measured(this.#who, recognition)
  }

  #showEmpty(): void {
    this.#trouble.hide()
    this.#verdict.showEmpty()
    this.#bars.show([])
    this.#raster.show([])
  }

  #fail(error: unknown): void {
    this.#trouble.show(error, this.#source)
    this.#status.say(this.#source === 'edge' ? 'No answer from the edge' : 'No model', 'trouble')
    this.#bars.show([])
    this.#raster.show(this.#capture.ink)
    if (!this.#capture.isEmpty) this.#verdict.showUnanswered()
  }

  #showHint(): void {
    this.#pad.dataset.empty = String(this.#capture.isEmpty)
  }
}

function radio(id: string): HTMLInputElement {
  return element(id, HTMLInputElement)
}
