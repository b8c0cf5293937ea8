/** The contract of recognizers in a page: bundled for Chromium, which asks for one behaviour after the other. */
import { fallbackRecognizer, localRecognizer, remoteRecognizer } from 'edgeink'
import {
  type ContractSubject,
  recognizerContract,
} from '../../packages/sdk/src/testing/recognizer-contract.ts'
import { StreamedRecognizer } from '../../packages/sdk/src/testing/streamed-recognizer.ts'

const MODEL = '/models/digits/manifest.json'
const CLASSIFY = '/classify'

const createRemote = () => remoteRecognizer({ url: CLASSIFY, stream: false })

export const SUBJECTS: readonly ContractSubject[] = [
  {
    name: 'localRecognizer',
    source: 'device',
    create: () => localRecognizer({ model: MODEL }),
  },
  {
    name: 'localRecognizer in a worker',
    source: 'device',
    create: () => localRecognizer({ model: MODEL, worker: '/sdk-test/worker.js' }),
  },
  { name: 'remoteRecognizer', source: 'edge', create: createRemote },
  {
    name: 'remoteRecognizer through its stream',
    source: 'edge',
    create: () =>
      new StreamedRecognizer({
        url: CLASSIFY,
        fetch: (...call) => fetch(...call),
        connect: (url) => new WebSocket(url),
      }),
  },
  {
    name: 'fallbackRecognizer, on the device',
    source: 'device',
    create: () =>
      fallbackRecognizer([
        localRecognizer({ model: MODEL }),
        remoteRecognizer({ url: '/nothing' }),
      ]),
  },
  {
    name: 'fallbackRecognizer, at the edge',
    source: 'edge',
    create: () => fallbackRecognizer([localRecognizer({ model: '/nothing' }), createRemote()]),
  },
]

async function runBehaviour(subject: number, behaviour: number): Promise<void> {
  await recognizerContract(SUBJECTS[subject])[behaviour].run()
}

declare global {
  var recognizers: { runBehaviour: typeof runBehaviour }
}

globalThis.recognizers = { runBehaviour }
