import { LIMITS, type TextReading, type TextResponse, toInk } from '@edgeink/protocol'
import type { ClassifyInks, TextReading as SdkReading } from 'edgeink/text'
import { Hono } from 'hono/tiny'
import type { AppEnv, OnAnswer } from '../app-env.ts'
import { checkAllowed, rethrow, roundProbability } from '../classification.ts'
import { checked } from '../http/checked.ts'
import { ProblemError } from '../http/problem-error.ts'
import { readJson } from '../http/read-json.ts'
import { ServerTiming } from '../http/server-timing.ts'
import type { ModelStore, ServedModel } from '../model-store.ts'

export interface TextRouteOptions {
  readonly models: ModelStore
  readonly onAnswer: OnAnswer
}

/** `POST /text`: a row of characters in, the ways to read it out. What reads it is loaded with the first. */
export function textRoute({ models, onAnswer }: TextRouteOptions) {
  return new Hono<AppEnv>().post('/text', async (c) => {
    const timing = new ServerTiming()
    const body = await timing.of('read', readJson(c.req.raw))
    const [{ parseWith, textRequestSchema }, { recognizeText }] = await loadReader()
    const { strokes, model: id, ...options } = checked(parseWith(textRequestSchema, body))
    checkStrokeCount(strokes.length)
    const model = await timing.of('model', models.get(id, c.get('caller')))
    checkAllowed(options.allowed, model)
    const { strokes: most, hypotheses } = LIMITS.text
    const limits = { strokes: most, points: LIMITS.points, hypotheses }
    const work = recognizeText(toInk(strokes), {
      classify: classifierOf(model),
      ...options,
      limits,
    })
    const recognition = await timing.of('classify', work.catch(rethrow))
    const name = { id: model.id, version: model.version }
    const { characters, duration } = recognition
    onAnswer({ route: 'text', model: name, results: characters, duration }, c)
    const response: TextResponse = { model: name, readings: recognition.alternatives.map(toWire) }
    return c.json(response, 200, { 'server-timing': timing.toString() })
  })
}

function loadReader() {
  return Promise.all([import('@edgeink/protocol/schema'), import('edgeink/text')])
}

function classifierOf(model: ServedModel): ClassifyInks {
  return (inks, { topK, allowed }) =>
    model.classify(
      inks.map((ink) => ({ ink })),
      { topK, allowed },
    )
}

/** The schema's limit is that of an ink; a row of characters has a lower one. */
function checkStrokeCount(count: number): void {
  const limit = LIMITS.text.strokes
  if (count <= limit) return
  const message = `expected at most ${limit} strokes, got ${count}`
  throw new ProblemError('invalid-request', message, {
    errors: [{ path: '/strokes', message, limit }],
  })
}

function toWire(reading: SdkReading): TextReading {
  const { text, logProbability, characters } = reading
  return {
    text,
    logProbability: Math.min(0, roundProbability(logProbability)),
    characters: characters.map(({ label, begin, end, strokes, candidates, rejected }) => ({
      label,
      begin,
      end,
      strokes,
      candidates: candidates.map((candidate) => ({
        label: candidate.label,
        probability: roundProbability(candidate.probability),
      })),
      rejected,
    })),
  }
}
