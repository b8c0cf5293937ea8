import { describe, test } from 'vitest'
import { FakeStream, fakeEdge } from '../testing/fake-edge.ts'
import { FakeWorker } from '../testing/fake-worker.ts'
import { type ContractSubject, recognizerContract } from '../testing/recognizer-contract.ts'
import { MANIFEST_URL, serveModel, standInModel } from '../testing/stand-in-model.ts'
import { StreamedRecognizer } from '../testing/streamed-recognizer.ts'
import { fallbackRecognizer } from './fallback.ts'
import { localRecognizer } from './local.ts'
import { remoteRecognizer } from './remote.ts'

const URL = 'https://edge.example/classify'

const fetch = serveModel(await standInModel())
const offline = () => Promise.reject(new TypeError('Failed to fetch'))
const createLocal = () => localRecognizer({ model: MANIFEST_URL, fetch })
const createRemote = () => remoteRecognizer({ url: URL, fetch: fakeEdge })

const SUBJECTS: ContractSubject[] = [
  { name: 'localRecognizer', source: 'device', create: createLocal },
  {
    name: 'localRecognizer in a worker',
    source: 'device',
    create: () => localRecognizer({ model: MANIFEST_URL, fetch, worker: () => new FakeWorker() }),
  },
  { name: 'remoteRecognizer', source: 'edge', create: createRemote },
  {
    name: 'remoteRecognizer through its stream',
    source: 'edge',
    create: () =>
      new StreamedRecognizer({ url: URL, fetch: fakeEdge, connect: () => new FakeStream() }),
  },
  {
    name: 'fallbackRecognizer, on the device',
    source: 'device',
    create: () => {
      const remote = remoteRecognizer({ url: URL, fetch: offline, retries: 0 })
      return fallbackRecognizer([createLocal(), remote])
    },
  },
  {
    name: 'fallbackRecognizer, at the edge',
    source: 'edge',
    create: () =>
      fallbackRecognizer([
        localRecognizer({ model: MANIFEST_URL, fetch: offline }),
        createRemote(),
      ]),
  },
]

describe.each(SUBJECTS)('contract of $name', (subject) => {
  for (const { name, run } of recognizerContract(subject)) test(name, run)
})
