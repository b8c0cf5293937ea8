import type { ClassifyRequest, ClassifyResponse } from '@edgeink/protocol'
import { problem, toInk } from '@edgeink/protocol'
import { describeRecognizer } from '../testing/recognizer-contract.ts'
import { MANIFEST_URL, serveModel, standInModel } from '../testing/stand-in-model.ts'
import { localRecognizer } from './local.ts'
import { remoteRecognizer } from './remote.ts'

const MODEL = await standInModel()

describeRecognizer({
  name: 'localRecognizer',
  source: 'device',
  create: () => localRecognizer({ model: MANIFEST_URL, fetch: serveModel(MODEL) }),
})

describeRecognizer({
  name: 'remoteRecognizer',
  source: 'edge',
  create: () => remoteRecognizer({ url: 'https://edge.example/classify', fetch: fakeEdge }),
})

/** Answers in the protocol, with probabilities that depend on the ink. Heeds the signal, as fetch does. */
async function fakeEdge(_: unknown, init?: RequestInit): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve))
  init?.signal?.throwIfAborted()
  const request = JSON.parse(String(init?.body)) as ClassifyRequest
  if (!request.strokes)
    return Response.json(problem('invalid-request', 'no strokes'), { status: 422 })
  return Response.json(answer(request))
}

function answer({ strokes = [], topK = 3, allowed }: ClassifyRequest): ClassifyResponse {
  const weight = toInk(strokes).reduce((sum, { points }) => sum + points.length, 0)
  const labels = [...'0123456789'].filter((label) => !allowed || allowed.includes(label))
  const scores = labels.map((label) => Math.exp((Number(label) * weight) % 7))
  const total = scores.reduce((sum, score) => sum + score, 0)
  const candidates = labels
    .map((label, i) => ({ label, probability: scores[i] / total }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, topK)
  return { model: { id: 'digits', version: '1.0.0' }, results: [{ candidates, rejected: false }] }
}
