import { InputError } from '@edgeink/engine/wasm'
import { isProblem, LIMITS } from '@edgeink/protocol'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from './app.ts'
import { createModelStore, type LoadModel, type ServedModel } from './model-store.ts'

const digits: ServedModel = {
  id: 'digits',
  version: '1.2.3',
  kernel: 'js',
  labels: ['0', '1'],
  classify: async (inputs, { topK }) =>
    inputs.map(() => ({
      candidates: [
        { label: '1', probability: 0.87654321 },
        { label: '0', probability: 0.12345679 },
      ].slice(0, topK),
      rejected: false,
    })),
}

const strokes = [
  [
    [1, 2],
    [3, 4],
  ],
]

function setup(load: LoadModel = async () => digits) {
  const log = vi.fn()
  const app = createApp({
    models: createModelStore({ digits: { manifest: {}, files: {} } }, load),
    log,
  })
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    app.request('/classify', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { app, log, post }
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const body = await response.json()
  if (!isProblem(body)) throw new Error(`not a problem document: ${JSON.stringify(body)}`)
  expect(body.status).toBe(response.status)
  expect(body.type).toBe(`/problems/${body.code}`)
  return body
}

describe('POST /classify', () => {
  it('answers the model, its version and rounded candidates', async () => {
    const response = await setup().post({ strokes, topK: 1 })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      model: { id: 'digits', version: '1.2.3' },
      results: [{ candidates: [{ label: '1', probability: 0.876543 }], rejected: false }],
    })
  })

  it('hands the ink and the options to the model', async () => {
    const classify = vi.fn(digits.classify)
    const { post } = setup(async () => ({ ...digits, classify }))
    await post({ inks: [{ strokes }, { strokes }], topK: 2, allowed: ['1'] })
    const ink = [
      {
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
    ]
    expect(classify).toHaveBeenCalledWith([{ ink }, { ink }], { topK: 2, allowed: ['1'] })
  })

  it.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;charset="UTF-8"',
  ])('takes %s', async (type) => {
    expect((await setup().post({ strokes }, { 'content-type': type })).status).toBe(200)
  })

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json; charset=utf-16', {}],
    ['', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('refuses a body of type "%s" %j', async (type, headers) => {
    const response = await setup().post({ strokes }, { 'content-type': type, ...headers })
    expect(await problemOf(response)).toMatchObject({ status: 415 })
  })

  it.each(['', ' ', '{', '{"strokes": [[[1, NaN]]]}', 'strokes=1'])(
    'refuses %j, which is not JSON',
    async (body) => {
      expect(await problemOf(await setup().post(body))).toMatchObject({ code: 'malformed-json' })
    },
  )

  it('refuses bytes that are not UTF-8', async () => {
    const response = await setup().app.request('/classify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Uint8Array.of(0x7b, 0xff, 0x7d),
    })
    expect(await problemOf(response)).toMatchObject({ status: 400 })
  })

  it('names the field that is wrong', async () => {
    const response = await setup().post({ strokes: [[[1, 'x']]] })
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      code: 'invalid-request',
      errors: [{ path: '/strokes/0/0/1' }],
    })
  })

  it('names the models there are when asked for another', async () => {
    expect(await problemOf(await setup().post({ strokes, model: 'kanji' }))).toMatchObject({
      status: 422,
      code: 'unknown-model',
      detail: 'expected one of the models digits',
    })
  })

  it.each(['__proto__', 'constructor', 'toString'])('has no model called %s', async (model) => {
    expect(await problemOf(await setup().post({ strokes, model }))).toMatchObject({ status: 422 })
  })

  it('names the labels there are when another is allowed', async () => {
    expect(await problemOf(await setup().post({ strokes, allowed: ['1', 'x'] }))).toMatchObject({
      status: 422,
      detail: 'the labels of model digits are 0, 1',
      errors: [{ path: '/allowed/1', message: 'not a label of model digits' }],
    })
  })

  it('may be called from any page, and lets it read errors too', async () => {
    const { app, post } = setup()
    const preflight = await app.request('/classify', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type')
    for (const body of [{ strokes }, '{', { strokes: [] }]) {
      expect((await post(body)).headers.get('access-control-allow-origin')).toBe('*')
    }
  })
})

describe('a model that cannot take the input', () => {
  it('is answered with 422 and its reason', async () => {
    const reason = 'model runes reads trace/1 only, which an image does not have: give it ink'
    const { post } = setup(async () => ({
      ...digits,
      classify: () => Promise.reject(new InputError(reason)),
    }))
    const response = await post({ raster: new Array(LIMITS.pixels).fill(0) })
    expect(await problemOf(response)).toMatchObject({ status: 422, detail: reason })
  })
})

describe('a model that does not load', () => {
  it('is answered with 503 and logged, and tried again by the next request', async () => {
    const cause = new Error('checksum of /secret/path')
    const load = vi.fn<LoadModel>().mockRejectedValueOnce(cause).mockResolvedValue(digits)
    const { post, log } = setup(load)
    const problem = await problemOf(await post({ strokes }))
    expect(problem).toMatchObject({ status: 503, code: 'model-unavailable' })
    expect(JSON.stringify(problem)).not.toContain('secret')
    expect(log).toHaveBeenCalledWith('model digits could not be loaded', cause, expect.anything())
    expect((await post({ strokes })).status).toBe(200)
    expect((await post({ strokes })).status).toBe(200)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('is loaded once for requests that come together', async () => {
    const load = vi.fn(async () => digits)
    const { post } = setup(load)
    await Promise.all([post({ strokes }), post({ strokes }), post({ strokes })])
    expect(load).toHaveBeenCalledTimes(1)
  })
})

describe('an error that nobody foresaw', () => {
  it('is logged, and answered without a word of it', async () => {
    const error = new TypeError('secret is not a function')
    const { post, log } = setup(async () => ({
      ...digits,
      classify: async () => {
        throw error
      },
    }))
    const problem = await problemOf(await post({ strokes }))
    expect(problem).toMatchObject({ status: 500, code: 'internal-error' })
    expect(JSON.stringify(problem)).not.toContain('secret')
    expect(log).toHaveBeenCalledWith('unexpected error', error, expect.anything())
  })
})

describe('the other addresses', () => {
  it('tell that the models answer', async () => {
    const response = await setup().app.request('/healthz')
    expect(await response.json()).toEqual({
      status: 'ok',
      models: [{ id: 'digits', version: '1.2.3', kernel: 'js' }],
    })
  })

  it('tell that a model does not load', async () => {
    const { app } = setup(() => Promise.reject(new Error('broken')))
    expect(await problemOf(await app.request('/healthz'))).toMatchObject({ status: 503 })
  })

  it('answer HEAD like GET, without a body', async () => {
    const response = await setup().app.request('/healthz', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it('explain the type of a problem', async () => {
    const { app } = setup()
    expect(await (await app.request('/problems/unknown-model')).json()).toEqual({
      code: 'unknown-model',
      status: 422,
      title: 'There is no such model',
    })
    expect(await problemOf(await app.request('/problems/toString'))).toMatchObject({ status: 404 })
  })

  it('are 404 where there is nothing', async () => {
    expect(await problemOf(await setup().app.request('/classify/x'))).toMatchObject({ status: 404 })
  })

  it.each([
    ['/classify', 'GET', 'POST'],
    ['/classify', 'PUT', 'POST'],
    ['/classify', 'DELETE', 'POST'],
    ['/healthz', 'POST', 'GET, HEAD'],
  ])('answer %s %s with 405 and the methods they have', async (path, method, allow) => {
    const response = await setup().app.request(path, { method })
    expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method-not-allowed' })
    expect(response.headers.get('allow')).toBe(allow)
  })
})
