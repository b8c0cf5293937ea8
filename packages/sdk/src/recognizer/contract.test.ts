import type { Ink } from '@edgeink/ink'
import { FakeStream, fakeEdge } from '../testing/fake-edge.ts'
import { FakeWorker } from '../testing/fake-worker.ts'
import { describeRecognizer } from '../testing/recognizer-contract.ts'
import { MANIFEST_URL, serveModel, standInModel } from '../testing/stand-in-model.ts'
import { fallbackRecognizer } from './fallback.ts'
import { localRecognizer } from './local.ts'
import type { Recognition, RecognizeOptions, Recognizer } from './recognizer.ts'
import { remoteRecognizer } from './remote.ts'

const MODEL = await standInModel()
const URL = 'https://edge.example/classify'

const createLocal = () => localRecognizer({ model: MANIFEST_URL, fetch: serveModel(MODEL) })
const createRemote = () => remoteRecognizer({ url: URL, fetch: fakeEdge })
const offline = () => Promise.reject(new TypeError('Failed to fetch'))

describeRecognizer({ name: 'localRecognizer', source: 'device', create: createLocal })

describeRecognizer({
  name: 'localRecognizer in a worker',
  source: 'device',
  create: () =>
    localRecognizer({
      model: MANIFEST_URL,
      fetch: serveModel(MODEL),
      worker: () => new FakeWorker(),
    }),
})

describeRecognizer({ name: 'remoteRecognizer', source: 'edge', create: createRemote })

describeRecognizer({
  name: 'remoteRecognizer through its stream',
  source: 'edge',
  create: () => {
    const recognizer = remoteRecognizer({
      url: URL,
      fetch: fakeEdge,
      connect: () => new FakeStream(),
    })
    return new Warm(recognizer)
  },
})

describeRecognizer({
  name: 'fallbackRecognizer, on the device',
  source: 'device',
  create: () =>
    fallbackRecognizer([createLocal(), remoteRecognizer({ url: URL, fetch: offline, retries: 0 })]),
})

describeRecognizer({
  name: 'fallbackRecognizer, at the edge',
  source: 'edge',
  create: () =>
    fallbackRecognizer([localRecognizer({ model: MANIFEST_URL, fetch: offline }), createRemote()]),
})

/** Asks for a dot first, which goes by POST and opens the stream; the question then goes through that. */
class Warm implements Recognizer {
  readonly #inner: Recognizer

  constructor(inner: Recognizer) {
    this.#inner = inner
  }

  async recognize(ink: Ink, options: RecognizeOptions = {}): Promise<Recognition> {
    options.signal?.throwIfAborted()
    const { signal: _, ...rest } = options
    await this.#inner.recognize([{ points: [{ x: 1, y: 1 }] }], rest)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return await this.#inner.recognize(ink, options)
  }

  dispose(): void {
    this.#inner.dispose()
  }
}
