import type { ModelManifest } from '@edgeink/engine/wasm'
import { parseManifest } from '@edgeink/engine/wasm'
import { RASTER_SIZE } from '@edgeink/ink'
import { LIMITS, type ModelSummary } from '@edgeink/protocol'
import { Hono } from 'hono/tiny'
import type { AppEnv } from '../app-env.ts'
import { ProblemError } from '../http/problem-error.ts'
import { type ServedBytes, serveBytes } from '../http/serve-bytes.ts'
import type { ModelPackage, ModelStore } from '../model-store.ts'
import { servedManifest, servedName } from '../served-files.ts'

const YEAR = 'public, max-age=31536000, immutable'
const ALWAYS_ASK = 'public, no-cache'
const REDIRECT_KEPT = 'public, max-age=3600'

/**
 * The models, for those who recognise on their device: `GET /models`, `/models/:id`, which leads to its manifest, and
 * `/models/:id/:file`. Whoever fetches a model needs none of it to load here.
 */
export function modelsRoute(models: ModelStore) {
  const app = new Hono<AppEnv>()
  app.get('/models', (c) => {
    const list = models.ids.map((id) => summaryOf(manifestOf(models.files(id))))
    return c.json({ models: list }, 200, { 'cache-control': ALWAYS_ASK })
  })
  // The manifest names its files relative to itself, so it has an address in their folder.
  app.get('/models/:id', (c) => {
    const id = c.req.param('id')
    find(models, id)
    c.header('cache-control', REDIRECT_KEPT)
    return c.redirect(`/models/${encodeURIComponent(id)}/manifest.json`, 307)
  })
  app.get('/models/:id/:file', async (c) => {
    const { id, file } = c.req.param()
    return serveBytes(c.req.raw, await fileOf(find(models, id), file, c.req.path))
  })
  return app
}

/** @throws {ProblemError} 404 for a model that is not served */
function find(models: ModelStore, id: string): ModelPackage {
  try {
    return models.files(id)
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause
    throw new ProblemError('not-found', cause.message, { cause })
  }
}

/** @throws {ProblemError} 404 for a file that the model does not have */
async function fileOf(source: ModelPackage, file: string, path: string): Promise<ServedBytes> {
  const manifest = manifestOf(source)
  if (file === 'manifest.json') return manifestFile(source, manifest)
  const view = manifest.views.find((one) => file === servedName(one) || file === one.file)
  if (!view) throw new ProblemError('not-found', `There is nothing at ${path}`)
  const isNamedByContent = file === servedName(view)
  const content = source.files[view.file]
  return {
    bytes: (content instanceof Uint8Array
      ? content
      : new Uint8Array(content)) as ServedBytes['bytes'],
    sha256: view.sha256,
    contentType: 'application/octet-stream',
    cacheControl: isNamedByContent ? YEAR : ALWAYS_ASK,
  }
}

const manifestFiles = new WeakMap<ModelPackage, Promise<ServedBytes>>()

function manifestFile(source: ModelPackage, manifest: ModelManifest): Promise<ServedBytes> {
  const file = manifestFiles.get(source) ?? writeManifest(manifest)
  manifestFiles.set(source, file)
  return file
}

async function writeManifest(manifest: ModelManifest): Promise<ServedBytes> {
  const bytes = new TextEncoder().encode(JSON.stringify(servedManifest(manifest)))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { bytes, sha256, contentType: 'application/json', cacheControl: ALWAYS_ASK }
}

/** @throws {ProblemError} 503 for a manifest that is unsound */
function manifestOf({ manifest }: ModelPackage): ModelManifest {
  try {
    return parseManifest(manifest)
  } catch (cause) {
    throw new ProblemError('model-unavailable', 'the model could not be read', { cause })
  }
}

function summaryOf({ id, version, labels, views }: ModelManifest): ModelSummary {
  const readsImages = views.some(({ input }) => input.startsWith('raster/'))
  const { inks, strokes, points } = LIMITS
  return {
    id,
    version,
    labels,
    url: `/models/${id}/manifest.json`,
    files: views.map((view) => ({
      input: view.input,
      url: `/models/${id}/${servedName(view)}`,
      bytes: view.bytes,
      sha256: view.sha256,
    })),
    limits: {
      inks,
      strokes,
      points,
      topK: Math.min(LIMITS.topK, labels.length),
      rasterSize: readsImages ? RASTER_SIZE : 0,
    },
  }
}
