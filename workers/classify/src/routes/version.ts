import { Hono } from 'hono/tiny'
import worker from '../../package.json' with { type: 'json' }
import type { AppEnv } from '../app-env.ts'
import type { ModelStore } from '../model-store.ts'
import { nameOf } from '../served-files.ts'

export interface VersionRouteOptions {
  readonly models: ModelStore
  readonly commit: string | undefined
}

/** `GET /version`: what runs here, whether its models load or not. */
export function versionRoute({ models, commit }: VersionRouteOptions) {
  return new Hono<AppEnv>().get('/version', (c) => {
    const served = models.ids.map((id) => nameOf(models.files(id)))
    return c.json({ name: 'edgeink', version: worker.version, commit, models: served })
  })
}
