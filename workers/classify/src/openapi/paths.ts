// Every operation of the API. What an app does not serve (feedback without a database, a stream without WebSocket)
// its document leaves out: see document.ts.
import { DEFAULTS, LIMITS } from '@edgeink/protocol'
import { CLASSIFY_EXAMPLES, FEEDBACK_EXAMPLES, TEXT_EXAMPLES } from './examples.ts'
import { answer, json, problems } from './responses.ts'
import type {
  Content,
  JsonSchema,
  Operation,
  Parameter,
  PathItem,
  ResponseObject,
} from './types.ts'

/** What an app answers without a key. */
const OPEN: Operation['security'] = [{}]

const timed = (response: ResponseObject): ResponseObject => ({
  ...response,
  headers: {
    'server-timing': {
      description: 'Milliseconds of reading, of getting the model, and of classification.',
      schema: { type: 'string' },
    },
  },
})

const binary = (description: string): Content[string] => ({
  schema: { type: 'string', format: 'binary', description },
})

const QUERY: readonly Parameter[] = [
  {
    name: 'model',
    in: 'query',
    description: 'Id of the model. For bodies that are not JSON.',
    schema: { type: 'string', maxLength: LIMITS.name, default: DEFAULTS.model },
  },
  {
    name: 'topK',
    in: 'query',
    description: 'How many candidates a result lists. For bodies that are not JSON.',
    schema: { type: 'integer', minimum: 1, maximum: LIMITS.topK, default: DEFAULTS.topK },
  },
  {
    name: 'allowed',
    in: 'query',
    description: 'A label that may be answered; repeat it for more. For bodies that are not JSON.',
    schema: { type: 'array', items: { type: 'string' }, maxItems: LIMITS.allowed },
  },
]

const READ_PROBLEMS = ['body-too-large', 'unsupported-media-type', 'malformed-json'] as const
const ASK_PROBLEMS = [
  'invalid-request',
  'unknown-model',
  'model-unavailable',
  'unauthorized',
] as const

const classify: Operation = {
  operationId: 'classify',
  summary: 'Read single characters',
  description: `One ink, or up to ${LIMITS.inks} at once: strokes, rasters of 28 × 28, or an image. Answers one result for each, in their order, with candidates by falling probability; \`rejected\` says that the best one is too improbable to be believed. An image is read as a person would: dark on light or light on dark, of any size up to ${LIMITS.image.pixels} pixels; it is brought into the form of MNIST by itself.`,
  tags: ['Recognition'],
  parameters: QUERY,
  requestBody: {
    required: true,
    content: {
      ...json('ClassifyRequest', CLASSIFY_EXAMPLES),
      'image/png': binary(`One character. At most ${LIMITS.image.bytes} bytes.`),
      'image/jpeg': binary(`One character. At most ${LIMITS.image.bytes} bytes.`),
      'application/octet-stream': binary(
        `Rasters one after the other, ${LIMITS.pixels} bytes each, row-major; 0 = paper, 255 = ink.`,
      ),
    },
  },
  responses: {
    200: timed(answer('One result for each input.', 'ClassifyResponse')),
    ...problems(...READ_PROBLEMS, 'malformed-image', 'image-too-large', ...ASK_PROBLEMS),
  },
}

const text: Operation = {
  operationId: 'recognizeText',
  summary: 'Read several characters in a row',
  description: `A row of separate characters, written from left to right, at most ${LIMITS.text.strokes} strokes. Answers readings of the whole ink by falling probability, each with its characters and the strokes of each.`,
  tags: ['Recognition'],
  requestBody: { required: true, content: json('TextRequest', TEXT_EXAMPLES) },
  responses: {
    200: timed(answer('The readings; the first is the best.', 'TextResponse')),
    ...problems(...READ_PROBLEMS, ...ASK_PROBLEMS),
  },
}

const stream: Operation = {
  operationId: 'stream',
  summary: 'Read ink while it is drawn, over a WebSocket',
  description: `JSON texts of the schemas StreamClientMessage and StreamServerMessage. \`open\` comes first and is answered by \`opened\`; \`points\`, \`undo\` and \`clear\` change the ink, and each is answered by a \`prediction\` of the newest state, which repeats its \`sequence\`; changes that come while another is read are answered together. \`ack\` acknowledges predictions: no more than ${LIMITS.stream.window} are on their way without it. Close codes: 4400 bad messages, 4408 idle, 4413 message too large, 1001 the server stops, 1011 it failed.`,
  tags: ['Recognition'],
  responses: {
    101: { description: 'The connection speaks WebSocket from here on.' },
    ...problems('upgrade-required', 'unauthorized', 'origin-not-allowed'),
  },
}

const ID: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the model.',
  schema: { type: 'string' },
  example: DEFAULTS.model,
}

const models: Operation = {
  operationId: 'listModels',
  summary: 'The models that are served',
  description: 'With their labels, limits and files.',
  tags: ['Models'],
  responses: { 200: answer('The models.', 'ModelList'), ...problems('model-unavailable') },
  security: OPEN,
}

const model: Operation = {
  operationId: 'getModel',
  summary: 'The manifest of a model',
  description:
    "Leads to `manifest.json` in the model's folder, relative to which it names its files.",
  tags: ['Models'],
  parameters: [ID],
  responses: { 307: { description: 'The manifest is there.' }, ...problems('not-found') },
  security: OPEN,
}

const FILE: Parameter = {
  name: 'file',
  in: 'path',
  required: true,
  description: '`manifest.json`, or the name of a file in it.',
  schema: { type: 'string' },
  example: 'manifest.json',
}

const RANGE: Parameter = {
  name: 'range',
  in: 'header',
  description: 'A single range of bytes.',
  schema: { type: 'string' },
}

const fileContent: Content = {
  ...json('Manifest'),
  'application/octet-stream': binary('An ONNX file.'),
}

const modelFile: Operation = {
  operationId: 'getModelFile',
  summary: 'A file of a model',
  description:
    'The names in the manifest hold the checksum of their file: what is behind them never changes, and may be kept for good. Entity tags are strong, `If-None-Match` and `Range` are honoured.',
  tags: ['Models'],
  parameters: [ID, FILE, RANGE],
  responses: {
    200: { description: 'The file.', content: fileContent },
    206: { description: 'The range of it.', content: fileContent },
    304: { description: 'It is the one that the client has.' },
    ...problems('not-found', 'range-not-satisfiable', 'model-unavailable'),
  },
  security: OPEN,
}

const feedback: Operation = {
  operationId: 'giveFeedback',
  summary: 'Correct an answer',
  description:
    'An ink with what was read and what was meant, for training. Nothing is kept without `consent`. Only where a database is configured.',
  tags: ['Feedback'],
  requestBody: { required: true, content: json('FeedbackRequest', FEEDBACK_EXAMPLES) },
  responses: {
    201: answer('It is kept. Whoever has the receipt can take it back.', 'FeedbackReceipt'),
    ...problems(...READ_PROBLEMS, 'invalid-request', 'unauthorized', 'feedback-unavailable'),
  },
}

const takeBack: Operation = {
  operationId: 'deleteFeedback',
  summary: 'Take a correction back',
  description: 'With the token of its receipt.',
  tags: ['Feedback'],
  parameters: [
    { ...ID, description: 'Id of the receipt.', example: undefined },
    {
      name: 'feedback-token',
      in: 'header',
      required: true,
      description: 'Token of the receipt.',
      schema: { type: 'string' },
    },
  ],
  responses: {
    204: { description: 'It is deleted.' },
    ...problems('not-found', 'invalid-request', 'unauthorized', 'feedback-unavailable'),
  },
}

const health: Operation = {
  operationId: 'health',
  summary: 'Whether the models answer',
  description: '503 when one of them does not load.',
  tags: ['Service'],
  responses: { 200: answer('They do.', 'Health'), ...problems('model-unavailable') },
  security: OPEN,
}

const version: Operation = {
  operationId: 'version',
  summary: 'What runs here',
  description: 'The versions of the server and of its models.',
  tags: ['Service'],
  responses: { 200: answer('The versions.', 'Version'), ...problems() },
  security: OPEN,
}

const problemKind: Operation = {
  operationId: 'problem',
  summary: 'What an error means',
  description: 'Where the `type` of a problem document leads.',
  tags: ['Service'],
  parameters: [
    {
      name: 'code',
      in: 'path',
      required: true,
      description: 'Code of the problem.',
      schema: { type: 'string' } satisfies JsonSchema,
      example: 'invalid-request',
    },
  ],
  responses: { 200: answer('Its status and title.', 'ProblemKind'), ...problems('not-found') },
  security: OPEN,
}

/** By path template. */
export const PATHS: Readonly<Record<string, PathItem>> = {
  '/classify': { post: classify },
  '/text': { post: text },
  '/stream': { get: stream },
  '/models': { get: models },
  '/models/{id}': { get: model },
  '/models/{id}/{file}': { get: modelFile },
  '/feedback': { post: feedback },
  '/feedback/{id}': { delete: takeBack },
  '/healthz': { get: health },
  '/version': { get: version },
  '/problems/{code}': { get: problemKind },
}
