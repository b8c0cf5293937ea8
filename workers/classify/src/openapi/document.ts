import worker from '../../package.json' with { type: 'json' }
import { PATHS } from './paths.ts'
import { jsonSchemas } from './schemas.ts'
import type { OpenApiDocument } from './types.ts'

/** A route as the router knows it, such as `/models/:id`. */
export interface Route {
  readonly path: string
}

/** The OpenAPI document of an app: the operations whose routes it has, and the schemas that validate them. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const served = new Set(routes.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}')))
  return {
    openapi: '3.1.1',
    info: {
      title: 'edgeink',
      version: worker.version,
      summary: 'Handwriting recognition at the edge',
      description:
        'Ink goes in as strokes, rasters or images; characters come out with their probabilities. Errors are problem documents (RFC 9457) with a stable `type`, the place of each fault and the limit that was passed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'Recognition', description: 'Ink in, characters out.' },
      { name: 'Models', description: 'Their files, for recognition on the device.' },
      { name: 'Feedback', description: 'Corrections, for training.' },
      { name: 'Service', description: 'What runs here, and how it is.' },
    ],
    paths: Object.fromEntries(Object.entries(PATHS).filter(([path]) => served.has(path))),
    components: {
      schemas: jsonSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  }
}
